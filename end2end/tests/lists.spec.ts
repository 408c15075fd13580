// Lists of live channels follow the streams by what the server tells, without a request, beside a channel's chat, too.
import type { Page } from '@playwright/test';
import { expect, test } from '../support/test';

/** Counts how often a page asks for the list by itself. */
const listRequests = (page: Page) => {
  let asked = 0;
  const since = Date.now();
  page.on('request', (request) => (asked += Number(request.url().includes('/live_channels'))));
  return {
    // Counts of viewers change unsaid, so a page asks each half minute, three seconds sooner or later.
    wereFew: () => expect(asked).toBeLessThanOrEqual(Math.floor((Date.now() - since) / 27_000)),
  };
};

test('a page hears who goes live, under what title, and who ends', async ({ person, publish }) => {
  const ada = await (await person('Ada')).signUp();
  const channel = await ada.makeChannel();
  const bob = await person('Bob');
  // The card plays the stream, and may ask for its next piece just when the channel is hidden.
  bob.allow(/status of 404/);
  await bob.open('/');
  const asked = listRequests(bob.page);
  const listed = bob.page.locator('main').getByRole('link', { name: channel.name });
  const title = bob.page.locator('main').getByText('Baking for two');
  await expect(listed).toHaveCount(0);

  const encoder = publish(channel.key);
  await expect(listed.first()).toBeVisible({ timeout: 60_000 });
  const { stream } = await ada.get(`/api/channels/${channel.slug}`);
  await ada.patch(`/api/streams/${stream.id}`, { title: 'Baking for two' });
  await expect(title.first()).toBeVisible();
  await ada.put(`/api/channels/${channel.slug}`, { isPublic: false });
  await expect(listed).toHaveCount(0);
  await ada.put(`/api/channels/${channel.slug}`, { isPublic: true });
  await expect(title.first()).toBeVisible();
  await ada.post(`/api/streams/${stream.id}/end`);
  await expect(listed).toHaveCount(0);
  await encoder.stop();
  asked.wereFew();
});

test('the rail beside a channel follows the others', async ({ person, publish }) => {
  const [ada, eve] = [await (await person('Ada')).signUp(), await (await person('Eve')).signUp()];
  const [watched, other] = [await ada.makeChannel(), await eve.makeChannel()];
  const bob = await person('Bob');
  await bob.open(`/streams/${watched.slug}`);
  const row = bob.page.getByRole('navigation', { name: 'Channels', exact: true }).getByRole('link', { name: other.name });
  await expect(row).toHaveCount(0);
  const asked = listRequests(bob.page);
  const encoder = publish(other.key);
  await expect(row).toBeVisible({ timeout: 60_000 });
  asked.wereFew();
  await eve.put(`/api/channels/${other.slug}`, { isPublic: false });
  await expect(row).toHaveCount(0);
  asked.wereFew();
  await encoder.stop();
});
