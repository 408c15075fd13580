// Smaller pictures below the source: listed, made when a viewer asks, and left again.
import { ChannelPage } from '../support/pages';
import { expect, test } from '../support/test';

// Small rungs, for the processor's sake.
test.use({ settings: { AETHEX_TRANSCODE: '240p,144p' } });

test('a viewer chooses a smaller picture, and a line that gets worse chooses one by itself', async ({ person, publish }) => {
  test.setTimeout(480_000);
  const ada = await (await person('Ada')).signUp();
  const { slug, key } = await ada.makeChannel();
  const bob = await person('Bob');
  // A ladder that starves on a busy machine takes its tallest rung away, and at the end the test does: playlist and parts.
  bob.allow(/status of 404 .*\/240p\//);
  await bob.open(`/streams/${slug}`);
  publish(key, { bitrate: 2500 });
  const { player } = new ChannelPage(bob.page);
  await player.moves(3);
  const stream = (await ada.get(`/api/channels/${slug}`)).stream;
  const { renditions } = await ada.get(`/api/streams/${stream.id}/hls`);
  expect(renditions.map(({ name, width, height }: any) => [name, width, height])).toEqual([
    ['source', 640, 360],
    ['240p', 426, 240],
    ['144p', 256, 144],
  ]);

  const shows = (height: number) => expect.poll(() => player.height(), { timeout: 45_000 }).toBe(height);
  // The transcoder starts at the first request; the picture goes on meanwhile.
  for (const [name, height] of [['240p', 240], ['144p', 144], ['360p (source)', 360]] as const) {
    await player.chooseQuality(name);
    await shows(height);
    await player.moves(2);
  }
  await player.openQuality();
  await expect(bob.page.getByRole('menuitemradio')).toHaveText([/^Auto/, '360p (source)', '240p', '144p']);
  await bob.page.getByRole('menuitemradio', { name: /^Auto/ }).click();
  await player.moves(2);

  // The picture gets smaller by itself on a line that carries less than the source, and large again when the line is good again.
  await bob.narrow(1500);
  await expect.poll(() => player.height(), { timeout: 90_000 }).toBeLessThan(360);
  await player.moves(3);

  // A rung that is gone is left for the next one, and not asked for with every part.
  let asked = 0;
  await bob.page.route('**/240p/**', (route) => {
    asked += 1;
    return route.fulfill({ status: 404 });
  });
  await shows(144);
  asked = 0;
  await player.moves(5);
  expect(asked).toBeLessThanOrEqual(2);
  await bob.page.unroute('**/240p/**');

  await bob.narrow();
  await expect.poll(() => player.height(), { timeout: 150_000 }).toBe(360);
  await player.moves(3);
});
