// RTMP connect → first picture in a page that is open and waits. Both ends are read from this machine's clock: the TCP
// connection of the encoder, and the first frame that the browser presents (requestVideoFrameCallback).
import { Encoder } from '../support/encoder';
import { ChannelPage } from '../support/pages';
import { expect, test } from '../support/test';
import { Doorway } from './doorway';
import { report } from './figures';

const TRIALS = 10;

test('first picture in a waiting page', async ({ person, server }) => {
  const ada = await (await person('Ada')).signUp();
  const bob = await person('Bob');
  bob.allow(/./);
  const { slug, key } = await ada.makeChannel();
  const doorway = await Doorway.to(server.rtmp);
  await bob.open(`/streams/${slug}`);
  const { player } = new ChannelPage(bob.page);
  const figures: number[] = [];
  for (let trial = 0; trial < TRIALS; trial += 1) {
    const state = trial === 0 ? 'offline' : 'ended';
    await expect(player.video).toHaveAttribute('data-state', state);
    const shown = player.video.evaluate(
      (video: HTMLVideoElement) => new Promise<number>((seen) => video.requestVideoFrameCallback(() => seen(Date.now()))),
    );
    const encoder = new Encoder(`${doorway.address}/${key}`);
    figures.push((await shown) - doorway.connectedAt);
    const { stream } = await ada.get(`/api/channels/${slug}`);
    await encoder.stop();
    await ada.post(`/api/streams/${stream.id}/end`);
    await expect.poll(async () => (await ada.get(`/api/channels/${slug}`)).stream).toBeNull();
  }
  doorway.close();
  report('RTMP connect → first picture in a waiting page', figures);
});
