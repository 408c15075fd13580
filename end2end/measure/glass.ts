// Glass to glass: a frame made by the encoder → the same frame shown by the channel page. AETHEX_MEASURE_SECONDS changes for
// how long (30).
import { ChannelPage } from '../support/pages';
import { test } from '../support/test';
import { ClockEncoder, glassOf, readClock } from './clock';
import { report, reportGlass, secondsToMeasure } from './figures';

/** A player that has just begun still looks for its place. */
const SETTLE_MS = 10_000;

test('glass to glass', async ({ person, server }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug, key } = await ada.makeChannel();
  const encoder = new ClockEncoder(`${server.rtmp}/${key}`);
  const bob = await person('Bob');
  bob.allow(/./);
  await bob.open(`/streams/${slug}`);
  await new ChannelPage(bob.page).player.moves();
  await bob.page.waitForTimeout(SETTLE_MS);
  await readClock(bob.page);
  await bob.page.waitForTimeout(secondsToMeasure(30) * 1000);
  const glass = await glassOf(bob.page);
  const { stream } = await ada.get(`/api/channels/${slug}`);
  await ada.post(`/api/streams/${stream.id}/end`);
  await encoder.stop();
  report('glass to glass, each frame', glass.frames.map(({ age }) => age), { list: false });
  reportGlass(glass);
});
