// The tests' OpenID Connect provider, which can be started, stopped, and started again with other keys.
import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Page } from '@playwright/test';
import { until } from './until';

/** A port of loopback that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

export class OidcProvider {
  private process?: ChildProcess;
  private log = '';

  /** `site` is the address of the server whose users it signs in. */
  constructor(
    readonly port: number,
    private readonly site: string,
  ) {}

  get issuer(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const options = {
      port: this.port,
      client: 'aethex',
      secret: 'a secret of the tests',
      redirect: `${this.site}/auth/oidc/company/callback`,
      signedOut: `${this.site}/`,
    };
    const child = spawn(process.execPath, [join(__dirname, 'oidc_provider.mjs'), JSON.stringify(options)]);
    this.process = child;
    for (const pipe of [child.stdout, child.stderr]) pipe.on('data', (text) => (this.log += text));
    await until('the provider to listen', 30_000, async () => {
      if (child.exitCode !== null) throw new Error(`The provider ended. Without npm's packages, run npm ci first.\n${this.log}`);
      return (await fetch(`${this.issuer}/.well-known/openid-configuration`).catch(() => undefined))?.ok || this.log;
    });
  }

  async stop(): Promise<void> {
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Types a name on the provider's page, and agrees to what it asks. */
  async signIn(page: Page, name: string): Promise<void> {
    await page.waitForURL(`${this.issuer}/**`);
    await page.getByPlaceholder('Enter any login').fill(name);
    await page.getByPlaceholder('and password').fill('any');
    await page.getByRole('button', { name: 'Sign-in' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
  }
}
