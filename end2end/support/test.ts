// What every test has at hand: a running server, people with browsers, encoders. All of it ends with the test.
import { BrowserContextOptions, expect, test as base } from '@playwright/test';
import { Encoder, Picture } from './encoder';
import { Person } from './person';
import { Server } from './server';

export interface Hands {
  /** A user with a browser of their own. */
  person: (name: string, options?: BrowserContextOptions) => Promise<Person>;
  /** An encoder that publishes with this key. */
  publish: (key: string, picture?: Picture) => Encoder;
  /** The server did not panic and reported no error of its own. */
  calm: void;
}

export const test = base.extend<Hands, { settings: Record<string, string>; server: Server }>({
  /** What the server is told besides the tests' defaults: `test.use({ settings: { … } })` at the top of a file. */
  settings: [{}, { scope: 'worker', option: true }],

  server: [
    async ({ settings }, use) => {
      const server = await Server.start(settings);
      await use(server);
      await server.stop();
      expect(server.faults(), 'faults while the server stopped').toEqual([]);
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  calm: [
    async ({ server }, use, testInfo) => {
      const begin = server.log.length;
      await use();
      const log = server.log.slice(begin);
      if (testInfo.status !== testInfo.expectedStatus) await testInfo.attach('server', { body: log, contentType: 'text/plain' });
      expect(server.faults()).toEqual([]);
    },
    { auto: true },
  ],

  person: async ({ browser, server }, use) => {
    const people: Person[] = [];
    await use(async (name, options) => {
      const person = await Person.arrive(browser, server, name, options);
      people.push(person);
      return person;
    });
    await Promise.all(people.map((person) => person.context.close()));
    expect(people.flatMap((person) => person.complaints)).toEqual([]);
  },

  publish: async ({ server }, use, testInfo) => {
    const encoders: Encoder[] = [];
    await use((key, picture) => {
      const encoder = new Encoder(`${server.rtmp}/${key}`, picture);
      encoders.push(encoder);
      return encoder;
    });
    await Promise.all(encoders.map((encoder) => encoder.stop()));
    if (testInfo.status === testInfo.expectedStatus) return;
    for (const { output } of encoders) await testInfo.attach('encoder', { body: output, contentType: 'text/plain' });
  },
});

export { expect };
