// A viewer's line gets worse and better again: does the picture get smaller and larger, and does it ever stand still?
// AETHEX_MEASURE_SECONDS changes for how long each of the three stretches lasts (30).
import { Page } from '@playwright/test';
import { ChannelPage } from '../support/pages';
import { expect, test } from '../support/test';
import { secondsToMeasure } from './figures';

/** Kilobits a second of the source, and of the line while it is bad. */
const [SOURCE, NARROW] = [2500, 1800];

test.use({ settings: { AETHEX_TRANSCODE: '240p,144p' } });

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
  // The transcoder runs from the first choice on.
  for (const [name, height] of [[/^240p/, 240], [/^Auto/, 360]] as const) {
    await player.chooseQuality(name);
    await expect.poll(() => player.height()).toBe(height);
  }
  await player.moves(5);

  for (const [what, kilobits] of [
    ['before', undefined],
    ['narrow', NARROW],
    ['wide again', undefined],
  ] as const) {
    await bob.narrow(kilobits);
    await watch(bob.page);
    const begin = await bob.page.evaluate(() => performance.now());
    await bob.page.waitForTimeout(stretch);
    const { still, waiting, heights } = await bob.page.evaluate(() => window.watched);
    const changes = heights.map(({ at, height }) => `${height} at ${((at - begin) / 1000).toFixed(1)} s`);
    console.log(`\n${what}: ${changes.join(', ')}\n  waited ${waiting} times; stood still for ${still.join(' ') || 'no'} ms`);
  }
});
