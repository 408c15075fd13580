// The real server on its embedded defaults, in a data directory of its own.
import { ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { until } from './until';

const ROOT = resolve(__dirname, '../..');
const BINARY = process.env.AETHEX_BIN ?? join(ROOT, 'target/debug/aethex');
const SITE = process.env.AETHEX_SITE_DIR ?? join(ROOT, 'target/site');
/** A cold start makes a database; on a busy machine that takes its time. */
const START_MS = 90_000;

export class Server {
  /** Where pages are, without a slash at the end. */
  url = '';
  /** Where encoders publish, without the key. */
  rtmp = '';
  /** Everything the server has written to its standard output and error, over all its lives. */
  log = '';
  private process?: ChildProcess;
  /** How much of the log has been looked through for faults. */
  private checked = 0;

  private constructor(
    private readonly folder: string,
    private readonly settings: Record<string, string>,
  ) {}

  /** Starts a server with an empty database on ports that are free. */
  static async start(settings: Record<string, string> = {}): Promise<Server> {
    const folder = await mkdtemp(join(tmpdir(), 'aethex-e2e-'));
    // When run by root, the database drops to a user of its own, which needs access to the folder.
    await chmod(folder, 0o755);
    const server = new Server(folder, settings);
    await server.run('127.0.0.1:0', '127.0.0.1:0');
    return server;
  }

  /** Its process. */
  get pid(): number {
    return this.process!.pid!;
  }

  /** The processes of its embedded PostgreSQL. */
  async database(): Promise<number[]> {
    const file = join(this.folder, 'data/postgres/cluster/postmaster.pid');
    const postmaster = (await readFile(file, 'utf8')).split('\n')[0];
    const children = await readFile(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8');
    return [postmaster, ...children.trim().split(' ')].map(Number);
  }

  /** Panics and errors in the log since the last call. */
  faults(): string[] {
    const end = this.log.lastIndexOf('\n') + 1;
    const lines = this.log.slice(this.checked, end).split('\n');
    this.checked = end;
    return lines.filter((line) => /panicked| ERROR /.test(line));
  }

  /** The administrator whom the first start made. */
  get administrator() {
    const said = (label: string) => this.log.match(new RegExp(`^ *${label} +(\\S+)`, 'm'))![1];
    return { email: said('Administrator'), password: said('Password') };
  }

  /** The path of the link in the newest mail to this address with this subject. */
  async mailedLink(address: string, subject: string): Promise<string> {
    const folder = join(this.folder, 'data/mail');
    let link = '';
    await until(`the mail “${subject}” to ${address}`, 15_000, async () => {
      const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.eml'));
      for (const file of files.sort().reverse()) {
        // Quoted-printable (RFC 2045, section 6.7).
        const mail = (await readFile(join(folder, file), 'utf8')).replace(/=\r?\n/g, '').replace(/=3D/g, '=');
        if (!mail.includes(`To: ${address}`) || !mail.includes(`Subject: ${subject}`)) continue;
        link = mail.match(/https?:\/\/[^/\s]+(\/\S+\?token=[^\s"<]+)/)?.[1] ?? '';
        return link !== '' || `no link in ${mail}`;
      }
      return `only ${files.length} other mails`;
    });
    return link;
  }

  /** Starts it again on the same data and the same ports. */
  async restart(): Promise<void> {
    await this.run(new URL(this.url).host, new URL(this.rtmp.replace(/^rtmp:/, 'http:')).host);
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Ends it as an operator would, and removes its data. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
    await rm(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
  }

  private async run(http: string, rtmp: string): Promise<void> {
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('AETHEX_') && name !== 'DATABASE_URL');
    const begin = this.log.length;
    const child = spawn(BINARY, ['serve'], {
      // No .env and no aethex.toml of the checkout.
      cwd: this.folder,
      env: {
        ...Object.fromEntries(inherited),
        AETHEX_HTTP_ADDR: http,
        AETHEX_RTMP_ADDR: rtmp,
        AETHEX_DATA_DIR: join(this.folder, 'data'),
        AETHEX_SITE_DIR: resolve(ROOT, SITE),
        AETHEX_RATE_LIMITS: 'off',
        ...this.settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process = child;
    let failure = '';
    child.on('error', (error) => (failure = `${BINARY} cannot be started: ${error.message}`));
    for (const pipe of [child.stdout, child.stderr]) pipe!.on('data', (text) => (this.log += text));
    const said = (pattern: RegExp) => this.log.slice(begin).match(pattern)?.[1];
    await until('the server to be ready', START_MS, async () => {
      if (failure || child.exitCode !== null) throw new Error(`${failure || 'The server ended.'}\n${this.log.slice(begin)}`);
      const url = said(/^ *Watch and chat +(http\S+)/m);
      const ingest = said(/^ *Publish \(OBS\) +(rtmp\S+)/m);
      if (!url || !ingest) return this.log.slice(begin);
      [this.url, this.rtmp] = [url, ingest];
      const ready = await fetch(`${url}/readyz`).catch((error) => error as Error);
      if (ready instanceof Error) return `${ready}: ${ready.cause}`;
      return ready.status === 200 || (await ready.text());
    });
  }

  private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    // Its last lines count, too: `close` comes after them.
    const gone = new Promise((done) => child.once('close', done));
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), 30_000);
    await gone;
    clearTimeout(late);
  }
}
