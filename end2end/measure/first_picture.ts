// RTMP connect → first picture in a page that is open and waits. Both ends are read from this machine's clock: the TCP
// connection of the encoder, and the first frame that the browser presents (requestVideoFrameCallback).
import { Encoder } from '../support/encoder';
import { ChannelPage } from '../support/pages';
import { expect, test } from '../support/test';
import { RtmpProxy } from './rtmp_proxy';
import { report } from './figures';

const TRIALS = 10;

/** When the page is told of the stream, and when it shows the first frame. */
function watch(element: Node): Promise<{ told: number; seen: number }> {
  const video = element as HTMLVideoElement;
  const before = video.dataset.state;
  let told = 0;
  new MutationObserver((_, observer) => {
    if (video.dataset.state === before) return;
    told = Date.now();
    observer.disconnect();
  }).observe(video, { attributeFilter: ['data-state'] });
  return new Promise((done) => video.requestVideoFrameCallback(() => done({ told, seen: Date.now() })));
}

test('first picture in a waiting page', async ({ person, server }) => {
  const ada = await (await person('Ada')).signUp();
  const bob = await person('Bob');
  bob.allow(/./);
  const { slug, key } = await ada.makeChannel();
  const proxy = await RtmpProxy.to(server.rtmp);
  await bob.open(`/streams/${slug}`);
  const { player } = new ChannelPage(bob.page);
  const [known, figures]: number[][] = [[], []];
  for (let trial = 0; trial < TRIALS; trial += 1) {
    const state = trial === 0 ? 'offline' : 'ended';
    await expect(player.video).toHaveAttribute('data-state', state);
    const shown = player.video.evaluate(watch);
    const encoder = new Encoder(`${proxy.address}/${key}`);
    const { told, seen } = await shown;
    known.push(told - proxy.connectedAt);
    figures.push(seen - proxy.connectedAt);
    const { stream } = await ada.get(`/api/channels/${slug}`);
    await encoder.stop();
    await ada.post(`/api/streams/${stream.id}/end`);
    await expect.poll(async () => (await ada.get(`/api/channels/${slug}`)).stream).toBeNull();
  }
  proxy.close();
  report('RTMP connect → the page knows that it is live', known);
  report('RTMP connect → first picture in a waiting page', figures);
});
