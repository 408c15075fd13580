// A viewer's line gets worse and better again: does the picture get smaller and larger, and does it ever stand still?
// AETHEX_MEASURE_SECONDS changes for how long each of the three stretches lasts (30).
import { Page } from '@playwright/test';
import { ChannelPage, button } from '../support/pages';
import { Server } from '../support/server';
import { test as base, expect } from '../support/test';
import { secondsToMeasure } from './figures';

/** Kilobits a second of the source, and of the line while it is bad. */
const [SOURCE, NARROW] = [2500, 1800];

const test = base.extend<object, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await Server.start({ AETHEX_TRANSCODE: '240p,144p' });
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

interface Watched {
  /** Milliseconds from one frame to the next, where that is more than a quarter of a second. */
  still: number[];
  waiting: number;
  heights: { at: number; height: number }[];
}

declare global {
  interface Window {
    watched: Watched;
  }
}

/** Notes each frame that is shown. */
const watch = (page: Page) =>
  page.evaluate(() => {
    const video = document.querySelector('video')!;
    const watched: Watched = (window.watched = { still: [], waiting: 0, heights: [] });
    video.addEventListener('waiting', () => (watched.waiting += 1));
    let last = performance.now();
    const frame = (now: number) => {
      video.requestVideoFrameCallback(frame);
      if (now - last > 250) watched.still.push(Math.round(now - last));
      last = now;
      if (watched.heights.at(-1)?.height !== video.videoHeight) watched.heights.push({ at: now, height: video.videoHeight });
    };
    video.requestVideoFrameCallback(frame);
  });

test('throttle', async ({ person, publish }) => {
  const stretch = secondsToMeasure(30) * 1000;
  test.setTimeout(3 * stretch + 300_000);
  const ada = await (await person('Ada')).signUp();
  const { slug, key } = await ada.makeChannel();
  publish(key, { bitrate: SOURCE });
  const bob = await person('Bob');
  bob.allow(/./);
  await bob.open(`/streams/${slug}`);
  const { player } = new ChannelPage(bob.page);
  await player.moves(3);
  const choose = async (name: RegExp) => {
    await player.video.hover();
    await button(bob.page, 'Quality').click();
    await bob.page.getByRole('menuitemradio', { name }).click();
  };
  // The transcoder runs from the first choice on.
  await choose(/^240p/);
  await expect.poll(() => player.video.evaluate((video: HTMLVideoElement) => video.videoHeight)).toBe(240);
  await choose(/^Auto/);
  await expect.poll(() => player.video.evaluate((video: HTMLVideoElement) => video.videoHeight)).toBe(360);
  await player.moves(5);

  const line = await bob.page.context().newCDPSession(bob.page);
  const limit = async (kilobits: number) =>
    line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: kilobits > 0 ? (kilobits * 1000) / 8 : -1,
      uploadThroughput: -1,
    });
  for (const [what, kilobits] of [
    ['before', 0],
    ['narrow', NARROW],
    ['wide again', 0],
  ] as const) {
    await limit(kilobits);
    await watch(bob.page);
    const begin = await bob.page.evaluate(() => performance.now());
    await bob.page.waitForTimeout(stretch);
    const { still, waiting, heights } = await bob.page.evaluate(() => window.watched);
    const changes = heights.map(({ at, height }) => `${height} at ${((at - begin) / 1000).toFixed(1)} s`);
    console.log(`\n${what}: ${changes.join(', ')}\n  waited ${waiting} times; stood still for ${still.join(' ') || 'no'} ms`);
  }
});
