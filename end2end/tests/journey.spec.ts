// The whole way: from an empty form to a picture and a conversation, and to the end of the stream.
import { button, ChannelPage, Dashboard, field, submit } from '../support/pages';
import { expect, test } from '../support/test';

test('two people go from sign-up to a live stream, a conversation and its end', async ({ person, publish, server }) => {
  test.setTimeout(420_000);
  const ada = await person('Ada', { permissions: ['clipboard-read', 'clipboard-write'] });
  const bob = await person('Bob');
  const slug = ada.username.replaceAll('_', '-');
  const dashboard = new Dashboard(ada.page);

  await test.step('the creator signs up, chooses a name and opens a channel', async () => {
    await ada.open('/');
    await ada.page.getByRole('link', { name: 'Sign up', exact: true }).click();
    await submit(ada.page, { 'E-mail': ada.email, Password: ada.password }, 'Sign up');
    await expect(ada.page.getByRole('heading', { name: 'What should we call you?' })).toBeVisible();
    await ada.wakes();
    await submit(ada.page, { Username: ada.username, 'Display name': ada.name }, 'Continue');
    await expect(ada.page.getByRole('heading', { name: 'Open your channel' })).toBeVisible();
    await ada.wakes();
    // The address follows the name until the user types one.
    await field(ada.page, 'Channel name').fill(ada.username);
    await expect(field(ada.page, 'Address')).toHaveValue(slug);
    await button(ada.page, 'Create channel').click();
    await expect(dashboard.goLive).toBeVisible();
    await ada.wakes();
    await expect(dashboard.goLive).toBeDisabled();
  });

  const key = await test.step('the stream key is hidden, shown and copied', async () => {
    await expect(dashboard.address).toHaveText(server.rtmp);
    await expect(dashboard.key).toHaveText(/^•+$/);
    await button(ada.page, 'Show stream key').click();
    await expect(dashboard.key).not.toHaveText(/•/);
    const shown = await dashboard.key.innerText();
    await ada.page.bringToFront();
    await button(ada.page, 'Copy stream key').click();
    await expect(button(ada.page, 'Copy stream key')).toContainText('Copied');
    expect(await ada.page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
    return shown;
  });

  const watching = new ChannelPage(bob.page);
  const home = await test.step('the viewer signs up and waits on the page of the channel', async () => {
    await bob.open('/auth/register');
    await submit(bob.page, { 'E-mail': bob.email, Password: bob.password }, 'Sign up');
    await expect(bob.page.getByRole('heading', { name: 'What should we call you?' })).toBeVisible();
    await bob.wakes();
    await submit(bob.page, { Username: bob.username, 'Display name': bob.name }, 'Continue');
    await expect(bob.page.getByRole('heading', { name: 'Open your channel' })).toBeVisible();
    await bob.open(`/streams/${slug}`);
    await expect(bob.page.getByText(`${ada.username} is offline`)).toBeVisible();
    const home = await bob.context.newPage();
    await bob.open('/', home);
    return home;
  });
  const card = home.getByRole('main').getByRole('link', { name: `${ada.username} is live` });
  await expect(card).toHaveCount(0);

  const encoder = publish(key);
  await test.step('the encoder connects, and every open page knows by itself', async () => {
    await expect(dashboard.onAir).toBeVisible();
    const seen = await watching.player.moves(2);
    expect([seen.width, seen.height]).toEqual([640, 360]);
    await dashboard.player.moves();
    await expect(card).toBeVisible();
    await home.close();
  });

  await test.step('the count of viewers follows those whose picture plays', async () => {
    await expect(dashboard.viewers).toHaveText('1');
    await expect(bob.page.getByTitle('Watching now')).toContainText('1');
    const eve = await person('Eve');
    await eve.open(`/streams/${slug}`);
    await new ChannelPage(eve.page).player.moves();
    await expect(dashboard.viewers).toHaveText('2');
    // The picture on the home page is a preview.
    await eve.open('/');
    await expect(dashboard.viewers).toHaveText('1');
    await expect(bob.page.getByTitle('Watching now')).toContainText('1');
  });

  await test.step('both talk', async () => {
    await watching.chat.say('hello from the sofa');
    await expect(dashboard.chat.row('hello from the sofa')).toContainText(bob.name);
    await dashboard.chat.say('welcome in');
    await expect(watching.chat.row('welcome in')).toContainText(ada.name);
    for (const chat of [dashboard.chat, watching.chat]) await expect(chat.log.getByRole('listitem')).toHaveCount(2);
  });

  await test.step('a new title arrives', async () => {
    await submit(ada.page, { Title: 'Painting a very small house' }, 'Save');
    await expect(watching.title).toHaveText('Painting a very small house');
    await expect(bob.page).toHaveTitle(/^Painting a very small house · /);
  });

  const fresh = await test.step('a new key cuts the encoder', async () => {
    await dashboard.confirm('New key', 'Make a new key');
    await expect(dashboard.key).not.toHaveText(key);
    expect(await encoder.ended()).not.toBe(0);
    await expect(dashboard.waiting).toBeVisible();
    await expect(bob.page.getByText(/^Waiting for .* to reconnect/)).toBeVisible();
    return dashboard.key.innerText();
  });

  const second = publish(fresh);
  await test.step('the stream goes on with the new key', async () => {
    await expect(dashboard.onAir).toBeVisible();
    await watching.player.moves(2);
  });

  await test.step('the end is shown to who watches, while the encoder goes on', async () => {
    await dashboard.confirm('End stream', 'End stream');
    await expect(watching.ended).toBeVisible();
    await expect(dashboard.ready).toBeVisible();
    // The picture goes on for its creator only.
    await dashboard.player.moves();
    await expect(ada.page.getByText('Only you see this')).toBeVisible();
    await expect(watching.ended).toBeVisible();
  });

  await test.step('live again without touching the encoder', async () => {
    await dashboard.goLive.click();
    await expect(dashboard.onAir).toBeVisible();
    await watching.player.moves(2);
    await expect(watching.ended).toBeHidden();
    await second.stop();
    await dashboard.confirm('End stream', 'End stream');
    await expect(watching.ended).toBeVisible();
    await expect(bob.page).not.toHaveTitle(/Painting/);
  });

  await test.step('the open page shows what can be watched again', async () => {
    const again = bob.page.getByRole('link', { name: 'Watch it again' });
    await expect(again).toBeVisible({ timeout: 90_000 });
    const address = await again.getAttribute('href');
    await expect(bob.page.locator(`.watch-videos a.card-title[href="${address}"]`)).toHaveText('Painting a very small house');
    await again.click();
    await expect(bob.page).toHaveURL(address!);
  });

  await test.step('the stream manager keeps the title for the next stream', async () => {
    await ada.open('/dashboard');
    await expect(field(ada.page, 'Title')).toHaveValue('Painting a very small house');
  });
});

test('signing up from a channel leads back to it, and Back to what was before', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug } = await ada.makeChannel();
  const bob = await person('Bob');
  await bob.open('/');
  await bob.open(`/streams/${slug}`);
  await bob.page.getByRole('link', { name: 'Sign up', exact: true }).click();
  await submit(bob.page, { 'E-mail': bob.email, Password: bob.password }, 'Sign up');
  await expect(bob.page.getByRole('heading', { name: 'What should we call you?' })).toBeVisible();
  await bob.wakes();
  await submit(bob.page, { Username: bob.username, 'Display name': bob.name }, 'Continue');
  await expect(bob.page).toHaveURL(`/streams/${slug}`);
  await bob.wakes();
  // The forms have done their work and are not in the history any more.
  await bob.page.goBack();
  await expect(bob.page).toHaveURL(`/streams/${slug}`);
  await bob.page.goBack();
  await expect(bob.page).toHaveURL('/');
});
