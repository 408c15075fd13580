// A user at a browser of their own, and everything that browser complained about.
import { Browser, BrowserContext, BrowserContextOptions, CDPSession, expect, Page } from '@playwright/test';
import { Server } from './server';

export interface ChannelOf {
  id: string;
  slug: string;
  name: string;
  key: string;
}

/** Milliseconds from one question to the next: Playwright's own pauses grow to a second, in which nothing happens. */
export const OFTEN = [200];

let made = 0;

export class Person {
  /** The first tab. */
  page!: Page;
  /** What the browser said that it should not have said. */
  readonly complaints: string[] = [];
  private readonly unavoidable: RegExp[] = [];
  private readonly awake = new WeakMap<Page, boolean>();
  private line?: CDPSession;

  private constructor(
    readonly server: Server,
    readonly context: BrowserContext,
    /** Display name; e-mail and username are made from it. */
    readonly name: string,
    readonly username: string,
    readonly email: string,
    readonly password = 'orange ladder river',
  ) {}

  /** A fresh browser with one empty tab. Names are told apart over all tests of a run. */
  static async arrive(browser: Browser, server: Server, name: string, options: BrowserContextOptions = {}): Promise<Person> {
    made += 1;
    const username = `${name.toLowerCase().replace(/\W+/g, '_')}_${made}`;
    const context = await browser.newContext({ baseURL: server.url, ...options });
    const person = new Person(server, context, `${name} ${made}`, username, `${username}@example.org`);
    context.on('page', (page) => person.listen(page));
    person.page = await context.newPage();
    return person;
  }

  /**
   * Every error and warning of the console counts, and every exception that was not caught: hydration, content policy and
   * panics all end there. The one exception is what Chromium itself writes for a request that was answered with an error
   * or not at all; a test that causes such answers says which.
   */
  allow(...patterns: RegExp[]) {
    this.unavoidable.push(...patterns);
  }

  /** From now on the page's line carries so many kilobits a second; without a number as many as there are. */
  async narrow(kilobits?: number) {
    this.line ??= await this.context.newCDPSession(this.page);
    await this.line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: kilobits === undefined ? -1 : (kilobits * 1000) / 8,
      uploadThroughput: -1,
    });
  }

  private listen(page: Page) {
    const complain = (text: string) => {
      if (!this.unavoidable.some((pattern) => pattern.test(text))) this.complaints.push(`${page.url()}: ${text}`);
    };
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) {
        complain(`${message.type()}: ${message.text()} (${message.location().url})`);
      }
    });
    page.on('pageerror', (error) => complain(`exception: ${error.message}`));
    page.on('crash', () => complain('the tab crashed'));
    // Every page opens its socket as the last step of waking up.
    page.on('request', (request) => {
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) this.awake.set(page, false);
    });
    page.on('websocket', () => this.awake.set(page, true));
  }

  /** Goes to a page and waits until it has woken up: from then on every control works. */
  async open(path: string, page = this.page): Promise<void> {
    await page.goto(path);
    await this.wakes(page);
  }

  /** The document that is open, or on its way, has woken up. */
  async wakes(page = this.page): Promise<void> {
    if (!this.awake.get(page)) await page.waitForEvent('websocket', { timeout: 30_000 });
  }

  /** Signs up by the API: the quick way, where the way itself is not what is tested. */
  async signUp({ onboard = true } = {}): Promise<this> {
    await this.post('/api/auth/register', { email: this.email, password: this.password });
    if (onboard) await this.post('/api/auth/onboard', { username: this.username, displayName: this.name });
    return this;
  }

  /** Signs in with another account than their own, by the API. */
  async signInAs(account: { email: string; password: string }): Promise<this> {
    await this.post('/api/auth/login', account);
    return this;
  }

  /** Makes a channel by the API. */
  async makeChannel(name = `${this.name}’s place`): Promise<ChannelOf> {
    const slug = this.username.replaceAll('_', '-');
    const channel = await this.post('/api/channels', { name, slug });
    const { streamKey } = await this.get(`/api/channels/${slug}/stream-key`);
    return { id: channel.id, slug, name, key: streamKey };
  }

  /** Waits until a channel is live; answers its stream. */
  async whenLive(slug: string): Promise<{ id: string }> {
    let stream: { id: string; status: string } | undefined;
    const status = async () => (stream = (await this.get(`/api/channels/${slug}`)).stream)?.status;
    await expect.poll(status, { timeout: 60_000, intervals: OFTEN }).toBe('LIVE');
    return stream!;
  }

  /** Streams for some seconds and ends; answers the id of the stream once it can be watched again. */
  async record(channel: ChannelOf, publish: (key: string) => { stop(): Promise<void> }, seconds: number): Promise<string> {
    const encoder = publish(channel.key);
    let id = '';
    await expect
      .poll(
        async () => {
          const { stream } = await this.get(`/api/channels/${channel.slug}`);
          id = stream?.id ?? '';
          return stream?.startTime ? (Date.now() - Date.parse(stream.startTime)) / 1000 : 0;
        },
        { timeout: 60_000, intervals: OFTEN },
      )
      .toBeGreaterThan(seconds);
    await this.post(`/api/streams/${id}/end`);
    await encoder.stop();
    await expect
      .poll(async () => (await this.get(`/api/channels/${channel.slug}/vod`)).items[0]?.isArchived, { timeout: 60_000, intervals: OFTEN })
      .toBe(true);
    return id;
  }

  async get(path: string) {
    const answer = await this.context.request.get(path);
    expect(answer.ok(), `GET ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    return answer.json();
  }

  async post(path: string, data: object = {}) {
    const answer = await this.context.request.post(path, { data });
    expect(answer.ok(), `POST ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    return answer.json();
  }

  async put(path: string, data: object) {
    const answer = await this.context.request.put(path, { data });
    expect(answer.ok(), `PUT ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    return answer.json();
  }

  async patch(path: string, data: object) {
    const answer = await this.context.request.patch(path, { data });
    expect(answer.ok(), `PATCH ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    return answer.json();
  }
}
