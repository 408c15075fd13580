// A channel in its owner's hands: its settings, its address, its pictures, another channel, and its end.
import { violations } from '../support/axe';
import { Player, button, expectFieldError, field, submit } from '../support/pages';
import { expect, test } from '../support/test';

/** One red pixel. */
const RED = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==', 'base64');

for (const javaScriptEnabled of [true, false]) {
  test(`the settings of a channel are changed, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({ person }) => {
    const ada = await (await person('Ada', { javaScriptEnabled })).signUp();
    const { slug } = await ada.makeChannel();
    const { page } = ada;
    ada.allow(/status of 4(22|09)/);
    const open = (path: string) => (javaScriptEnabled ? ada.open(path) : page.goto(path));
    await open('/dashboard/channel');
    await expect(field(page, 'Category')).toHaveValue('Just chatting');

    const tags = 'one two three four five six seven eight nine ten eleven';
    await submit(page, { 'Channel name': 'Night piano', Description: 'Every evening.', Category: 'Music', Tags: tags }, 'Save');
    if (javaScriptEnabled) await expectFieldError(page, 'Tags', 'A channel can have at most 10 tags.', tags);
    else await expect(page.getByText('A channel can have at most 10 tags.')).toBeVisible();
    await expect(field(page, 'Tags')).toHaveValue(tags);
    await expect(field(page, 'Description')).toHaveValue('Every evening.');
    await submit(page, { Tags: '#jazz, live' }, 'Save');
    await expect(page.getByText('Saved.')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings of Night piano');
    expect(await ada.get(`/api/channels/${slug}`)).toMatchObject({
      name: 'Night piano', description: 'Every evening.', category: 'music', tags: ['jazz', 'live'],
    });

    await field(page, 'Who can see the channel').selectOption('private');
    await field(page, 'Going live').selectOption('false');
    await field(page, 'How long').selectOption('30');
    await button(page, 'Save settings').click();
    await expect.poll(async () => (await ada.get(`/api/channels/${slug}`)).retentionDays).toBe(30);
    expect(await ada.get(`/api/channels/${slug}`)).toMatchObject({ visibility: 'private', isPublic: false, autoStart: false });
    for (const path of [`/streams/${slug}`, '/dashboard']) {
      await open(path);
      await expect(page.getByText('Only you see this channel')).toBeVisible();
    }
    await open('/dashboard/videos');
    await expect(page.getByText('Your streams are recorded, and videos are kept for 30 days.')).toBeVisible();
    await page.getByRole('link', { name: 'Change in settings' }).click();
    await expect(field(page, 'Who can see the channel')).toHaveValue('private');
  });
}

test('what was typed outlives the page, until it is saved or discarded', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug, name } = await ada.makeChannel();
  const { page } = ada;
  await ada.open('/dashboard/channel');
  await field(page, 'Description').fill('Half a sent');
  await expect(page.getByText('Not saved yet')).toBeVisible();
  await page.getByRole('navigation', { name: 'Dashboard' }).getByRole('link', { name: 'Followers' }).click();
  await expect(page.getByText('No followers yet')).toBeVisible();
  await page.getByRole('navigation', { name: 'Dashboard' }).getByRole('link', { name: 'Channel' }).click();
  await expect(field(page, 'Description')).toHaveValue('Half a sent');
  await field(page, 'Channel name').fill('');
  await ada.open('/dashboard/channel');
  await expect(field(page, 'Description')).toHaveValue('Half a sent');
  await expect(field(page, 'Channel name')).toHaveValue('');
  await button(page, 'Discard changes').click();
  await expect(field(page, 'Channel name')).toHaveValue(name);
  await expect(page.getByText('Not saved yet')).toBeHidden();
  await ada.open('/dashboard/channel');
  await expect(field(page, 'Description')).toHaveValue('');
  expect((await ada.get(`/api/channels/${slug}`)).description).toBeNull();
});

test('a new address is confirmed, and the old one leads on', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const [bob, taken] = [await (await person('Bob')).signUp(), 'night-radio'];
  const { slug } = await ada.makeChannel();
  await bob.post('/api/channels', { name: 'Radio', slug: taken });
  const { page } = ada;
  ada.allow(/status of 409/);
  await ada.open('/dashboard/channel');
  await field(page, 'Description').fill('Not saved yet');
  const address = field(page, 'Address');

  await submit(page, { Address: 'admin' }, 'Change address');
  await expectFieldError(page, 'Address', 'That address is reserved. Please choose another.', 'admin');
  await submit(page, { Address: taken }, 'Change address');
  const dialog = page.getByRole('dialog', { name: 'Change the address?' });
  await expect(dialog).toContainText(`/streams/${slug} to /streams/${taken}`);
  expect(await violations(page, 'dialog[open]')).toEqual([]);
  await button(dialog, 'Cancel').click();
  await expect(address).toHaveValue(taken);
  await button(page, 'Change address').click();
  await button(dialog, 'Change it').click();
  await expectFieldError(page, 'Address', `That address is taken. Try ${taken}-live?`, taken);

  const moved = `${slug}-live`;
  for (const next of [moved, slug, moved]) {
    await submit(page, { Address: next }, 'Change address');
    await button(dialog, 'Change it').click();
    await expect(page.getByRole('link', { name: new RegExp(`/streams/${next}$`) }).first()).toBeVisible();
    expect((await ada.get(`/api/channels/${slug}`)).slug).toBe(next);
  }
  await expect(field(page, 'Description'), 'the page stays as it was').toHaveValue('Not saved yet');
  await button(page, 'Discard changes').click();

  // With a whole document, and within the application.
  await bob.open(`/streams/${slug}?from=mail`);
  await expect(bob.page).toHaveURL(`/streams/${moved}?from=mail`);
  await bob.open('/');
  await bob.page.evaluate((path) => {
    const link = Object.assign(document.createElement('a'), { href: path, textContent: 'The old address' });
    document.querySelector('main')!.append(link);
  }, `/streams/${slug}?from=chat`);
  await bob.page.getByRole('link', { name: 'The old address' }).click();
  await expect(bob.page).toHaveURL(`/streams/${moved}?from=chat`);
  await bob.page.goto(`/overlay/${slug}/chat`);
  await expect(bob.page).toHaveURL(`/overlay/${moved}/chat`);
});

test('avatar, banner and the card of the creator are on the pages', async ({ person }) => {
  test.setTimeout(180_000);
  const ada = await (await person('Ada')).signUp();
  const { slug, name } = await ada.makeChannel();
  await ada.put('/api/profile', { bio: 'Whittling.', socialLinks: { Blog: 'https://blog.example/ada' } });
  const { page } = ada;
  await ada.open('/dashboard/channel');
  for (const kind of ['Avatar', 'Banner']) {
    const picture = page.getByRole('group', { name: kind });
    await picture.locator('input[type=file]').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: RED });
    await button(page.getByRole('dialog'), 'Upload').click();
    await expect(picture.locator('img')).toHaveAttribute('src', /^\/pictures\//);
  }
  const { avatar, banner } = await ada.get(`/api/channels/${slug}`);
  await expect(button(page, `Channel: ${name}`).locator('img')).toHaveAttribute('src', avatar);

  const bob = await (await person('Bob')).signUp();
  await bob.open(`/streams/${slug}`);
  const about = bob.page.getByRole('region', { name: 'About' });
  await expect(about.locator('.banner')).toHaveAttribute('src', banner);
  await expect(bob.page.locator('meta[property="og:image"]')).toHaveAttribute('content', ada.server.url + banner);
  await expect(bob.page.locator('.watch-row .avatar img')).toHaveAttribute('src', avatar);
  const card = about.getByRole('region', { name: 'Creator' });
  await expect(card).toContainText('Whittling.');
  await expect(card).toContainText('0 followers');
  await expect(card.getByRole('link', { name: 'Blog' })).toHaveAttribute('href', 'https://blog.example/ada');
  await button(card, `Follow ${name}`).click();
  await expect(card).toContainText('1 follower');
  // One button is as the other.
  await expect(button(bob.page, 'Unfollow')).toBeVisible();
  await card.getByRole('link', { name: ada.name }).click();
  await expect(bob.page).toHaveURL(`/users/${ada.username}`);
  await expect(bob.page.locator('.banner')).toHaveAttribute('src', banner);
});

test('another channel is opened, each page follows the one that was picked, and one is deleted', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const first = await ada.makeChannel();
  const { page } = ada;
  ada.allow(/status of 422/);
  const pick = async (now: string, next: string) => {
    await button(page, `Channel: ${now}`).click();
    await page.getByRole('menuitem', { name: next }).click();
  };
  await ada.open('/dashboard/followers');
  await pick(first.name, 'New channel');
  await submit(page, { 'Channel name': 'Second stage' }, 'Create channel');
  await expect(page).toHaveURL('/dashboard');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Second stage');
  await ada.wakes();
  await pick('Second stage', first.name);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(first.name);
  await page.getByRole('navigation', { name: 'Dashboard' }).getByRole('link', { name: 'Videos' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Videos of ${first.name}`);
  await ada.open('/dashboard/channel');
  await expect(page.getByRole('heading', { level: 1 }), 'without being named').toHaveText(`Settings of ${first.name}`);
  await pick(first.name, 'Second stage');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings of Second stage');
  await ada.open('/dashboard/webhooks');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Webhooks of Second stage');

  await ada.open('/dashboard/channel');
  await submit(page, { "The channel's name, to confirm": 'second' }, 'Delete the channel');
  await expectFieldError(page, "The channel's name, to confirm", 'To confirm that you mean this channel, type Second stage.', 'second');
  await submit(page, { "The channel's name, to confirm": 'Second stage' }, 'Delete the channel');
  await expect(page.getByText('The channel is deleted.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(first.name);
});

test('those who watch a channel that becomes private are told that it is gone', async ({ person, publish }) => {
  const ada = await (await person('Ada')).signUp();
  const { id, slug, key } = await ada.makeChannel();
  publish(key);
  await ada.whenLive(slug);
  const viewers = [await (await person('Bob')).signUp(), await person('a guest')];
  for (const viewer of viewers) {
    viewer.allow(/status of 404/);
    await viewer.open(`/streams/${slug}`);
    await new Player(viewer.page).moves();
  }
  await ada.put(`/api/channels/${id}`, { visibility: 'private' });
  for (const { page } of viewers) {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not found');
  }
});
