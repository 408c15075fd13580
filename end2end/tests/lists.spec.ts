// Lists of live channels follow the streams by what the server tells, without a request.
import { expect, test } from '../support/test';

test('a page hears who goes live, under what title, and who ends', async ({ person, publish }) => {
  const ada = await (await person('Ada')).signUp();
  const channel = await ada.makeChannel();
  const bob = await person('Bob');
  await bob.open('/');
  let asked = 0;
  const since = Date.now();
  bob.page.on('request', (request) => (asked += Number(request.url().includes('/live_channels'))));
  const listed = bob.page.locator('main').getByRole('link', { name: channel.name });
  const title = bob.page.locator('main').getByText('Baking for two');
  await expect(listed).toHaveCount(0);

  const encoder = publish(channel.key);
  await expect(listed.first()).toBeVisible({ timeout: 60_000 });
  const { stream } = await ada.get(`/api/channels/${channel.slug}`);
  await ada.patch(`/api/streams/${stream.id}`, { title: 'Baking for two' });
  await expect(title.first()).toBeVisible();
  await ada.post(`/api/streams/${stream.id}/end`);
  await expect(listed).toHaveCount(0);
  await encoder.stop();
  // Counts of viewers change unsaid, so the page asks each half minute, three seconds sooner or later.
  expect(asked).toBeLessThanOrEqual(Math.floor((Date.now() - since) / 27_000));
});
