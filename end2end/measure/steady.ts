// Ten minutes on the channel page: no stall, and a latency that does not grow. AETHEX_MEASURE_SECONDS changes for how long (600).
import { ChannelPage } from '../support/pages';
import { test } from '../support/test';
import { ClockEncoder, glassOf, readClock } from './clock';
import { quantile, reportGlass, secondsToMeasure, Steal } from './figures';

test('steady', async ({ person, server }) => {
  const seconds = secondsToMeasure(600);
  test.setTimeout((seconds + 300) * 1000);
  const ada = await (await person('Ada')).signUp();
  const { slug, key } = await ada.makeChannel();
  const encoder = new ClockEncoder(`${server.rtmp}/${key}`);
  const bob = await person('Bob');
  bob.allow(/./);
  await bob.open(`/streams/${slug}`);
  await new ChannelPage(bob.page).player.moves();
  await readClock(bob.page);
  const steal = new Steal();
  await bob.page.waitForTimeout(seconds * 1000);
  steal.stop();
  const glass = await glassOf(bob.page);
  const dropped = await bob.page.evaluate(() => document.querySelector('video')!.getVideoPlaybackQuality().droppedVideoFrames);
  const { stream } = await ada.get(`/api/channels/${slug}`);
  await ada.post(`/api/streams/${stream.id}/end`);
  await encoder.stop();

  console.log(`\nsteady for ${seconds} s`);
  const begin = glass.frames[0].at;
  const step = Math.max(10_000, (seconds * 1000) / 10);
  for (let from = 0; from < seconds * 1000; from += step) {
    const ages = glass.frames.filter(({ at }) => at - begin >= from && at - begin < from + step).map(({ age }) => age);
    if (ages.length === 0) continue;
    const stolen = steal.between(begin + from, begin + from + step);
    const mean = Math.round(stolen.reduce((sum, one) => sum + one, 0) / Math.max(stolen.length, 1));
    console.log(`  from ${from / 1000} s: p50 ${quantile(ages, 0.5)} ms   p95 ${quantile(ages, 0.95)} ms   steal ${mean} %`);
  }
  for (const stall of glass.stalls) {
    const around = steal.between(stall - 3000, stall + 1000).join(' ');
    console.log(`  a stall at ${((stall - begin) / 1000).toFixed(1)} s; steal in the seconds around it, in %: ${around}`);
  }
  reportGlass(glass);
  console.log(`  frames dropped by the browser: ${dropped}`);
});
