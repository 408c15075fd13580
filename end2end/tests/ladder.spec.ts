// Smaller pictures below the source: listed, made when somebody asks, and left again.
import { ChannelPage, button } from '../support/pages';
import { Server } from '../support/server';
import { test as base, expect } from '../support/test';

// Small rungs, for the processor's sake.
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

test('a viewer chooses a smaller picture, and a line that gets worse chooses one by itself', async ({ person, publish }) => {
  test.setTimeout(360_000);
  const ada = await (await person('Ada')).signUp();
  const { slug, key } = await ada.makeChannel();
  const bob = await person('Bob');
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

  const height = () => player.video.evaluate((video: HTMLVideoElement) => video.videoHeight);
  const choose = async (name: string | RegExp, shown: number) => {
    await player.video.hover();
    await button(bob.page, 'Quality').click();
    await bob.page.getByRole('menuitemradio', { name }).click();
    await expect.poll(height, { timeout: 45_000 }).toBe(shown);
    await player.moves(2);
  };
  // The transcoder starts for whoever asks first; the picture goes on meanwhile.
  await choose('240p', 240);
  await choose('144p', 144);
  await choose('360p (source)', 360);
  await player.video.hover();
  await button(bob.page, 'Quality').click();
  await expect(bob.page.getByRole('menuitemradio')).toHaveText([/^Auto/, '360p (source)', '240p', '144p']);

  await bob.page.getByRole('menuitemradio', { name: /^Auto/ }).click();
  await player.moves(2);
  // A line that carries less than the source: the picture gets smaller by itself, and large again when the line is good again.
  const line = await bob.page.context().newCDPSession(bob.page);
  const limit = (bytesPerSecond: number) =>
    line.send('Network.emulateNetworkConditions', {
      ...{ offline: false, latency: 0, uploadThroughput: -1 },
      downloadThroughput: bytesPerSecond,
    });
  await limit(1_500_000 / 8);
  await expect.poll(height, { timeout: 90_000 }).toBeLessThan(360);
  await player.moves(3);
  await limit(-1);
  await expect.poll(height, { timeout: 90_000 }).toBe(360);
  await player.moves(3);
});
