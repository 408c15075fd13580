// The page of a live channel opened → first picture. From the start of the navigation to the first frame that the browser
// presents, both by the page's own clock. Every trial is a browser without a cache.
import { ChannelPage } from '../support/pages';
import { expect, test } from '../support/test';
import { report } from './figures';

const TRIALS = 10;

declare global {
  interface Window {
    firstFrame?: number;
  }
}

/** Runs in the page before anything of it: waits for the video and notes its first frame. */
function watch() {
  const found = () => {
    const video = document.querySelector('video');
    video?.requestVideoFrameCallback((now) => (window.firstFrame = now));
    return !!video;
  };
  const search = new MutationObserver(() => found() && search.disconnect());
  search.observe(document, { childList: true, subtree: true });
}

test('first picture of a page that opens on a live stream', async ({ person, publish }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug, key } = await ada.makeChannel();
  publish(key);
  await ada.open(`/streams/${slug}`);
  await new ChannelPage(ada.page).player.moves();
  await ada.page.close();
  const figures: number[] = [];
  for (let trial = 0; trial < TRIALS; trial += 1) {
    const bob = await person('Bob');
    bob.allow(/./);
    await bob.page.addInitScript(watch);
    await bob.page.goto(`/streams/${slug}`, { waitUntil: 'commit' });
    await expect.poll(() => bob.page.evaluate(() => window.firstFrame), { intervals: [200] }).toBeGreaterThan(0);
    figures.push((await bob.page.evaluate(() => window.firstFrame))!);
    await bob.context.close();
  }
  const { stream } = await ada.get(`/api/channels/${slug}`);
  await ada.post(`/api/streams/${stream.id}/end`);
  report('page opened → first picture', figures);
});
