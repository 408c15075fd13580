// An OpenID Connect provider for the tests: npm's oidc-provider in a process of its own. Argument: {"port", "client", "secret", "redirect"}.
// The name that is typed on its page decides what it says of the user: "ada" is ada@example.org with a confirmed address, and one that
// begins with "unconfirmed" has an address that is not confirmed. It prints a line of JSON when it listens. Each start makes new keys.
import { generateKeyPairSync } from 'node:crypto';
import Provider from 'oidc-provider';

const { port, client, secret, redirect, signedOut } = JSON.parse(process.argv[2]);
const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
const issuer = `http://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: client,
      client_secret: secret,
      redirect_uris: [redirect],
      post_logout_redirect_uris: [signedOut],
    },
  ],
  jwks: { keys: [{ ...key, kid: `key-${Date.now()}`, alg: 'RS256', use: 'sig' }] },
  cookies: { keys: ['a key of these tests alone'] },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'preferred_username'] },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({
      sub: id,
      email: `${id}@example.org`,
      email_verified: !id.startsWith('unconfirmed'),
      name: `${id} of the provider`,
      preferred_username: id,
    }),
  }),
});
const server = provider.listen(port, '127.0.0.1', () => console.log(JSON.stringify({ issuer })));
server.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
