// Following a channel: the button, the list, the rail, and what the channel's owner sees of it.
import { button, Player, submit } from '../support/pages';
import { expect, test } from '../support/test';

test('a channel is followed, found again, and no longer followed', async ({ person, publish }) => {
  const ada = await (await person('Ada')).signUp();
  const channel = await ada.makeChannel();
  const eve = await (await person('Eve')).signUp();
  const quiet = await eve.makeChannel();
  const bob = await (await person('Bob')).signUp();
  const { page } = bob;
  const rail = page.getByRole('navigation', { name: 'Channels' });
  const inRail = (name: string) => rail.getByRole('link', { name });
  const count = page.locator('.watch-who');

  await test.step('the first time', async () => {
    await bob.open('/following');
    await expect(page.getByText("You don't follow a channel yet")).toBeVisible();
    await expect(rail.getByRole('link', { name: 'Following' })).toHaveCount(0);
  });

  await test.step('the button, the count and the rail follow at once', async () => {
    await bob.open(`/streams/${channel.slug}`);
    await expect(count).toContainText('0 followers');
    await button(page, 'Follow').click();
    await expect(button(page, 'Unfollow')).toBeFocused();
    await expect(count).toContainText('1 follower');
    await expect(inRail(channel.name)).toBeVisible();
    await bob.open(`/streams/${channel.slug}`);
    await expect(button(page, 'Unfollow')).toBeVisible();
    expect((await ada.get(`/api/channels/${channel.slug}`)).followerCount).toBe(1);
    await bob.open(`/streams/${quiet.slug}`);
    await button(page, 'Follow').click();
    await expect(inRail(quiet.name)).toBeVisible();
  });

  await test.step('who is live stands first', async () => {
    await bob.open('/following');
    await expect(page.getByText('Nobody you follow is live right now.')).toBeVisible();
    await expect(page.getByRole('link', { name: 'your page' })).toHaveAttribute('href', `/users/${bob.username}`);
    const offline = page.getByRole('region', { name: 'Offline' });
    const live = page.getByRole('region', { name: 'Live now' });
    await expect(offline.getByRole('listitem')).toHaveCount(2);
    const encoder = publish(channel.key);
    await expect(live.getByRole('link', { name: channel.name })).toBeVisible({ timeout: 60_000 });
    await expect(offline.getByRole('listitem')).toHaveCount(1);
    await expect(rail.getByRole('listitem').first()).toContainText(channel.name);
    const { stream } = await ada.get(`/api/channels/${channel.slug}`);
    await ada.post(`/api/streams/${stream.id}/end`);
    await encoder.stop();
    await expect(offline.getByRole('listitem')).toHaveCount(2);
  });

  await test.step('the owner sees the follower and has no button', async () => {
    await ada.open('/dashboard/followers');
    await expect(ada.page.getByRole('listitem').filter({ hasText: bob.name })).toContainText(`@${bob.username}`);
    await ada.open(`/streams/${channel.slug}`);
    await expect(ada.page.locator('.watch-who')).toContainText('1 follower');
    await expect(ada.page.getByRole('main').getByRole('button', { name: /follow$/i })).toHaveCount(0);
  });

  await test.step('no longer', async () => {
    await bob.open(`/streams/${channel.slug}`);
    await button(page, 'Unfollow').click();
    await expect(button(page, 'Follow')).toBeVisible();
    await expect(inRail(channel.name)).toHaveCount(0);
    await expect.poll(async () => (await ada.get(`/api/channels/${channel.slug}`)).followerCount).toBe(0);
  });
});

test('a press that the server refuses is taken back, and the reason is said', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug } = await ada.makeChannel();
  const bob = await (await person('Bob')).signUp();
  bob.allow(/status of 401 /);
  await bob.open(`/streams/${slug}`);
  // Signed out in another tab: this page does not know it yet.
  expect((await bob.context.request.post('/api/auth/logout')).ok()).toBe(true);
  await button(bob.page, 'Follow').click();
  await expect(bob.page.locator('.follow').getByRole('alert')).toHaveText('You are signed out. Sign in to go on.');
  await expect(button(bob.page, 'Follow')).toBeVisible();
  await expect(bob.page.locator('.watch-who')).toContainText('0 followers');
});

test('a channel is followed from its recording', async ({ person, publish }) => {
  test.setTimeout(360_000);
  const ada = await (await person('Ada')).signUp();
  const channel = await ada.makeChannel();
  const id = await ada.record(channel, publish, 5);
  const bob = await (await person('Bob')).signUp();
  await bob.open(`/videos/${id}`);
  await new Player(bob.page, /^Recording of/).moves(1);
  await button(bob.page, 'Follow').click();
  await expect(bob.page.locator('.watch-who')).toContainText('1 follower');
  await expect.poll(async () => (await bob.get('/api/users/me/follows')).items.length).toBe(1);
});

test('a visitor signs in and comes back to the channel', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug } = await ada.makeChannel();
  const bob = await (await person('Bob')).signUp();
  const visitor = await person('Visitor');
  await visitor.open(`/streams/${slug}`);
  await visitor.page.getByRole('main').getByRole('link', { name: 'Follow', exact: true }).click();
  await submit(visitor.page, { 'E-mail': bob.email, Password: bob.password }, 'Sign in');
  await expect(visitor.page).toHaveURL(`/streams/${slug}`);
  await visitor.wakes();
  await button(visitor.page, 'Follow').click();
  await expect(button(visitor.page, 'Unfollow')).toBeVisible();
  await expect(visitor.page.locator('.watch-who')).toContainText('1 follower');
  const stranger = await person('Stranger');
  await stranger.open('/following');
  await expect(stranger.page.getByText('Your channels in one place')).toBeVisible();
  await stranger.page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await expect(stranger.page).toHaveURL('/auth/login?next=/following');
});

test('without JavaScript', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug, name } = await ada.makeChannel();
  const bob = await (await person('Bob', { javaScriptEnabled: false })).signUp();
  const { page } = bob;
  await page.goto(`/streams/${slug}`);
  await button(page, 'Follow').click();
  await expect(page).toHaveURL(`/streams/${slug}`);
  await expect(button(page, 'Unfollow')).toBeVisible();
  await expect(page.locator('.watch-who')).toContainText('1 follower');
  await page.goto('/following');
  await expect(page.getByRole('region', { name: 'Offline' }).getByRole('link', { name })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Channels' }).getByRole('link', { name })).toBeVisible();
  await page.goto(`/streams/${slug}`);
  await button(page, 'Unfollow').click();
  await expect(page).toHaveURL(`/streams/${slug}`);
  await expect(button(page, 'Follow')).toBeVisible();
  await expect(page.locator('.watch-who')).toContainText('0 followers');
});
