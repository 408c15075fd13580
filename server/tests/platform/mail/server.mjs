// A mail server for the tests of mail. It prints a line of JSON when it listens, when a user proves who they are, and for each mail it takes.
// Whom a mail is for decides what becomes of it: no mailbox begins with "unknown", and one that begins with "busy" takes nothing for now.
import { readFileSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';

const { port, user, password, certificate, key, isWrapped } = JSON.parse(process.argv[2]);
const print = (event) => console.log(JSON.stringify(event));
const refusal = (responseCode, words) => Object.assign(new Error(words), { responseCode });

const server = new SMTPServer({
  // TLS from the first byte (RFC 8314, section 3.3); otherwise by STARTTLS (RFC 3207) where there is a certificate.
  secure: isWrapped,
  disabledCommands: certificate ? [] : ['STARTTLS'],
  ...(certificate && { cert: readFileSync(certificate), key: readFileSync(key) }),
  // Others cannot read what goes over loopback.
  allowInsecureAuth: true,
  disableReverseLookup: true,
  onAuth(login, _session, done) {
    if (login.username !== user || login.password !== password) return done(refusal(535, 'Authentication failed'));
    print({ signedIn: login.username });
    done(null, { user: login.username });
  },
  onRcptTo({ address }, _session, done) {
    if (address.startsWith('unknown')) return done(refusal(550, 'No such mailbox'));
    if (address.startsWith('busy')) return done(refusal(451, 'Come back later'));
    done();
  },
  onData(stream, session, done) {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => {
      const { mailFrom, rcptTo } = session.envelope;
      print({ from: mailFrom.address, to: rcptTo.map(({ address }) => address), text: Buffer.concat(chunks).toString('utf8') });
      done();
    });
  },
});
// A client that breaks a handshake off says why in its own log.
server.on('error', () => {});
server.listen(port, '127.0.0.1', () => print({ port: server.server.address().port }));
