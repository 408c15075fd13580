// Going back in a running stream, and to its edge again.
import { ChannelPage, SeekBar } from '../support/pages';
import { expect, test } from '../support/test';

test('a viewer goes back to the beginning, returns, and watches on after the end', async ({ person, publish }) => {
  test.setTimeout(420_000);
  const ada = await (await person('Ada')).signUp();
  const bob = await person('Bob');
  const { slug, key } = await ada.makeChannel();
  const encoder = publish(key);
  const stream = async () => (await ada.get(`/api/channels/${slug}`)).stream;
  await expect.poll(async () => (await stream())?.dvrUrl, { timeout: 60_000 }).toBeTruthy();
  // The page must not have the beginning in its own buffer.
  const age = async () => (Date.now() - Date.parse((await stream()).startTime)) / 1000;
  await expect.poll(age, { timeout: 60_000 }).toBeGreaterThan(16);
  await bob.open(`/streams/${slug}`);
  const watching = new ChannelPage(bob.page);
  const { player } = watching;
  const bar = new SeekBar(bob.page);
  const latency = async () => Number(await player.video.getAttribute('data-latency'));
  await player.moves(2);
  expect(Math.abs((await bar.end()) - (await age()))).toBeLessThan(4);
  await expect(bar.back).toBeHidden();

  await test.step('back to the third second', async () => {
    const [before, end] = [await latency(), await bar.end()];
    expect(before).toBeLessThan(8);
    await bar.press(3 / end);
    await expect(bar.back).toBeVisible();
    // The bar stays where it was pressed, and does not wait for the picture.
    expect(Math.abs((await bar.at()) - 3)).toBeLessThan(2);
    await player.moves(2);
    const [at, behind] = [await bar.at(), await latency()];
    expect(at).toBeGreaterThan(2);
    expect(at).toBeLessThan(14);
    // Both clocks tell the same: what lies between here and the edge.
    expect(Math.abs((await bar.end()) - at - behind)).toBeLessThan(2);
    await expect(bob.page.getByRole('button', { name: 'Behind. Return to live' })).toContainText(/-0:\d\d/);
    expect(await bob.page.evaluate(() => document.querySelectorAll('video').length)).toBe(1);
  });

  await test.step('ahead by keys, still in the past', async () => {
    const before = await bar.at();
    await bar.input.press('ArrowRight');
    await expect.poll(() => bar.at()).toBeGreaterThan(before + 4);
    await expect(bar.back).toBeVisible();
    await player.moves();
  });

  await test.step('back to live', async () => {
    await bar.back.click();
    await expect(bar.back).toBeHidden();
    await player.moves(2);
    await expect.poll(latency, { timeout: 30_000 }).toBeLessThan(8);
  });

  await test.step('the stream ends while the viewer is in its past', async () => {
    await bar.press(0.3);
    await expect(bar.back).toBeVisible();
    await player.moves(1);
    await ada.post(`/api/streams/${(await stream()).id}/end`);
    await encoder.stop();
    await expect(bob.page.getByRole('button', { name: 'Leave the recording' })).toBeVisible();
    await player.moves(3);
    await expect(watching.ended).toBeHidden();
    // On to the end, which comes as the end of the picture.
    await expect(watching.ended).toBeVisible({ timeout: 90_000 });
  });
});
