// A user's page, the profile that its owner edits, and the theme that follows them to another device.
import { look } from '../support/axe';
import { button, expectFieldError, field, submit } from '../support/pages';
import { Person } from '../support/person';
import { expect, test } from '../support/test';

for (const javaScriptEnabled of [true, false]) {
  test(`a profile is edited and shown, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({ person }) => {
    const ada = await (await person('Ada', { javaScriptEnabled })).signUp();
    const { page } = ada;
    ada.allow(/status of 422/);
    const open = (path: string) => (javaScriptEnabled ? ada.open(path) : page.goto(path));
    const wakes = async () => void (javaScriptEnabled && (await ada.wakes()));
    const profile = page.getByRole('region', { name: 'Profile' });

    await open(`/users/${ada.username}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(ada.name);
    await expect(page.getByText('You have no channel yet')).toBeVisible();
    await expect(page.getByText("You aren't following anyone yet.")).toBeVisible();
    await expect(profile.getByRole('button')).toHaveCount(0);
    await profile.getByRole('link', { name: 'Edit profile' }).click();
    await expect(page).toHaveURL('/dashboard/profile');
    await wakes();

    // Below the last link there is an empty row, and no other.
    await expect(field(page, 'Site 1')).toBeVisible();
    await expect(field(page, 'Site 2')).toBeHidden();
    await submit(page, { 'Display name': ' ', 'About you': 'Whittling.\nhttps://spoons.example', 'Site 1': 'Blog', 'Address 1': 'javascript:alert(1)' }, 'Save profile');
    await expect(field(page, 'Display name')).toHaveAccessibleDescription(/missing/);
    await expect(field(page, 'About you')).toHaveValue('Whittling.\nhttps://spoons.example');
    await expect(field(page, 'Site 1')).toHaveValue('Blog');
    await expect(field(page, 'Address 1')).toHaveValue('javascript:alert(1)');
    if (javaScriptEnabled) await expectFieldError(page, 'Display name', /missing/, ' ');
    else await expect(page.getByText(/^Blog: That isn't a web address/)).toBeVisible();
    await expect(field(page, 'Address 1')).toHaveAttribute('aria-invalid', 'true');

    await submit(page, { 'Display name': 'Ada & <Sons>', 'Address 1': 'blog.example/ada' }, 'Save profile');
    await expect(page.getByText('Your profile is saved.')).toBeVisible();
    await wakes();
    await expect(field(page, 'Address 1')).toHaveValue('https://blog.example/ada');
    await submit(page, { 'Site 2': 'Code', 'Address 2': 'https://code.example/ada' }, 'Save profile');
    await expect(field(page, 'Site 3')).toBeVisible();

    const visitor = await person('Visitor', { javaScriptEnabled });
    await visitor.page.goto(`/users/${ada.username}`);
    const shown = visitor.page.getByRole('region', { name: 'Profile' });
    await expect(visitor.page).toHaveTitle(`Ada & <Sons> (@${ada.username}) · AeThex Live`);
    await expect(shown.getByRole('link', { name: 'https://spoons.example' })).toHaveAttribute('rel', /noopener.* nofollow/);
    await expect(shown.getByRole('link', { name: 'Blog' })).toHaveAttribute('href', 'https://blog.example/ada');
    await expect(shown.getByRole('link', { name: 'Blog' })).toHaveAttribute('rel', /noopener.* nofollow/);
    await expect(shown.getByRole('link', { name: 'Code' })).toBeVisible();
    await expect(visitor.page.locator('link[rel="canonical"]')).toHaveAttribute('href', `${ada.server.url}/users/${ada.username}`);

    // Taken away: with a button, or by emptying both fields.
    await wakes();
    if (javaScriptEnabled) await button(page, 'Remove link 1').click();
    else for (const label of ['Site 1', 'Address 1']) await field(page, label).fill('');
    await button(page, 'Save profile').click();
    await expect(field(page, 'Site 1')).toHaveValue('Code');
    await expect(field(page, 'Site 3')).toBeHidden();
    // With JavaScript the fields move up before anything is saved.
    await expect.poll(async () => (await ada.get('/api/auth/user')).socialLinks).toEqual({ Code: 'https://code.example/ada' });
  });
}

test('a tab that was opened before takes back nothing that another tab has saved, and Save keeps the focus', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug } = await ada.makeChannel();
  const { page } = ada;
  ada.allow(/status of 409/);
  const other = await ada.context.newPage();
  const refused = 'This was changed in another tab or by someone else meanwhile.';

  await test.step('a profile', async () => {
    for (const tab of [page, other]) await ada.open('/dashboard/profile', tab);
    await submit(page, { 'Display name': 'Ada of the spoons' }, 'Save profile');
    // The document is a fresh one: its first words are what was done.
    await expect(page.getByText('Your profile is saved.')).toBeFocused();
    await field(other, 'About you').fill('Whittling.');
    await button(other, 'Save profile').focus();
    await other.keyboard.press('Enter');
    await expect(other.getByRole('alert').filter({ hasText: refused })).toHaveCount(1);
    await expect(field(other, 'About you')).toHaveValue('Whittling.');
    await expect(button(other, 'Save profile')).toBeFocused();
    expect(await ada.get('/api/auth/user')).toMatchObject({ displayName: 'Ada of the spoons', bio: null });
    await ada.open('/dashboard/profile', other);
    await submit(other, { 'About you': 'Whittling.' }, 'Save profile');
    await expect(other.getByText('Your profile is saved.')).toBeVisible();
    expect(await ada.get('/api/auth/user')).toMatchObject({ displayName: 'Ada of the spoons', bio: 'Whittling.' });
  });

  await test.step('a channel, and how it works', async () => {
    for (const tab of [page, other]) await ada.open('/dashboard/channel', tab);
    // A tab may save again and again: it knows what it has saved.
    for (const name of ['Spoons', 'Spoons at night']) {
      await field(page, 'Channel name').fill(name);
      await button(page, 'Save').focus();
      await page.keyboard.press('Enter');
      await expect.poll(async () => (await ada.get(`/api/channels/${slug}`)).name).toBe(name);
      await expect(button(page, 'Save')).toBeEnabled();
      await expect(button(page, 'Save')).toBeFocused();
    }
    await field(page, 'Going live').selectOption('false');
    await button(page, 'Save settings').click();
    await expect.poll(async () => (await ada.get(`/api/channels/${slug}`)).autoStart).toBe(false);

    await submit(other, { Description: 'Every evening.' }, 'Save');
    await expect(other.getByRole('alert').filter({ hasText: refused })).toHaveCount(1);
    await button(other, 'Save settings').click();
    await expect(other.getByRole('alert').filter({ hasText: refused })).toHaveCount(2);
    expect(await ada.get(`/api/channels/${slug}`)).toMatchObject({ name: 'Spoons at night', description: null, autoStart: false });
    // What was typed outlives the reload, beside what the other tab has saved.
    await ada.open('/dashboard/channel', other);
    await expect(field(other, 'Description')).toHaveValue('Every evening.');
    await expect(field(other, 'Channel name')).toHaveValue('Spoons at night');
    await button(other, 'Save').click();
    await expect.poll(async () => (await ada.get(`/api/channels/${slug}`)).description).toBe('Every evening.');
  });
});

test('a form that comes back before the page has woken up is marked as it stands', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { page } = ada;
  ada.allow(/status of 422/);
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/*.wasm', async (route) => {
    await released;
    // The page that asked may be gone.
    await route.continue().catch(() => {});
  });
  await page.goto('/dashboard/profile', { waitUntil: 'commit' });
  const address = field(page, 'Address 1');
  await submit(page, { 'Site 1': 'Blog', 'Address 1': 'javascript:alert(1)' }, 'Save profile');
  await expect(address).toHaveAttribute('aria-invalid', 'true');
  await expect(field(page, 'Site 2')).toBeVisible();
  release();
  await ada.wakes();
  await expect(address).toHaveValue('javascript:alert(1)');
  await expect(address).toHaveAttribute('aria-invalid', 'true');
  await address.fill('https://blog.example/ada');
  await expect(address).toHaveAttribute('aria-invalid', 'false');
  await expect(address).toHaveAccessibleDescription(/^Such as/);
  await expect(field(page, 'Site 2')).toBeVisible();
});

for (const javaScriptEnabled of [true, false]) {
  test(`a user is followed from their page, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({ person }) => {
    const ada = await (await person('Ada')).signUp();
    const channel = await ada.makeChannel();
    const bob = await (await person('Bob', { javaScriptEnabled })).signUp();
    const { page } = bob;
    const open = (path: string) => (javaScriptEnabled ? bob.open(path) : page.goto(path));
    const profile = page.getByRole('region', { name: 'Profile' });

    // The owner's name on the channel page leads here.
    await open(`/streams/${channel.slug}`);
    await page.getByRole('region', { name: 'About' }).getByRole('link', { name: ada.name }).click();
    await expect(page).toHaveURL(`/users/${ada.username}`);
    if (javaScriptEnabled) await bob.wakes();
    await expect(page.getByRole('region', { name: 'Channels', exact: true }).getByRole('link', { name: channel.name })).toBeVisible();
    await expect(profile).toContainText('0 followers');
    await button(profile, 'Follow').click();
    await expect(button(profile, 'Unfollow')).toBeVisible();
    await expect(profile).toContainText('1 follower');
    await expect(page).toHaveURL(`/users/${ada.username}`);
    await bob.post(`/api/channels/${channel.slug}/follow`);

    await open(`/users/${bob.username}`);
    await expect(page.getByRole('region', { name: 'Followed people' }).getByRole('link', { name: ada.name })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Followed channels' }).getByRole('link', { name: channel.name })).toBeVisible();
    await ada.open('/dashboard/followers');
    await ada.page.getByRole('main').getByRole('link', { name: `@${bob.username}` }).click();
    await expect(ada.page).toHaveURL(`/users/${bob.username}`);

    await open(`/users/${ada.username}`);
    await button(profile, 'Unfollow').click();
    await expect(button(profile, 'Follow')).toBeVisible();
    await expect(profile).toContainText('0 followers');
  });
}

test('a press that the server refuses is taken back', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const bob = await (await person('Bob')).signUp();
  bob.allow(/status of 401 /);
  await bob.open(`/users/${ada.username}`);
  // Signed out in another tab: this page does not know it yet.
  expect((await bob.context.request.post('/api/auth/logout')).ok()).toBe(true);
  await button(bob.page, 'Follow').click();
  const profile = bob.page.getByRole('region', { name: 'Profile' });
  await expect(profile.getByRole('alert')).toHaveText('You are signed out. Sign in to go on.');
  await expect(button(bob.page, 'Follow')).toBeVisible();
  await expect(profile).toContainText('0 followers');
  // One reason for both buttons, with the way back.
  await button(bob.page, `Block ${ada.name}`).click();
  await expect(profile.getByRole('alert')).toHaveText('You are signed out. Sign in to go on.');
  await expect(profile.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', `/auth/login?next=/users/${ada.username}`);
});

test('a former username and capitals lead to the page, and others to none', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  await ada.put('/api/auth/username', { username: `${ada.username}_x` });
  const visitor = await person('Visitor');
  for (const name of [ada.username, `${ada.username}_X`]) {
    const answer = await visitor.context.request.get(`/users/${name}`, { maxRedirects: 0 });
    expect(answer.status(), name).toBe(308);
    await visitor.open(`/users/${name}`);
    await expect(visitor.page).toHaveURL(`/users/${ada.username}_x`);
    await expect(visitor.page.getByRole('heading', { level: 1 })).toHaveText(ada.name);
  }
  visitor.allow(/status of 404 .*\/users\//);
  await visitor.open('/users/nobody_here');
  await expect(visitor.page.getByText('No user called @nobody_here')).toBeVisible();
});

test('the theme follows to a new device', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const root = (of: Person) => of.page.locator('html');
  await ada.open('/');
  await expect(root(ada)).toHaveAttribute('data-theme', 'dark');
  await button(ada.page, `Account of ${ada.name}`).click();
  await ada.page.getByRole('menuitem', { name: 'Use the light theme' }).click();
  await expect(root(ada)).toHaveAttribute('data-theme', 'light');
  await expect.poll(async () => (await ada.get('/api/auth/user')).profile.theme).toBe('light');

  const phone = await person('Phone');
  await phone.open('/auth/login');
  await expect(root(phone)).toHaveAttribute('data-theme', 'dark');
  await submit(phone.page, { 'E-mail': ada.email, Password: ada.password }, 'Sign in');
  await expect(phone.page).toHaveURL('/');
  await expect(root(phone)).toHaveAttribute('data-theme', 'light');
  // The server's own HTML has it, so that nothing flashes.
  expect(await (await phone.context.request.get('/')).text()).toContain('data-theme="light"');

  await phone.open('/dashboard/profile');
  await expect(field(phone.page, 'Theme')).toHaveValue('light');
  await field(phone.page, 'Theme').selectOption('Dark');
  await button(phone.page, 'Save profile').click();
  await expect(phone.page.getByText('Your profile is saved.')).toBeVisible();
  await expect(root(phone)).toHaveAttribute('data-theme', 'dark');
  // The first device has a theme of its own, and scripts can still change what the form has set.
  await ada.open('/');
  await expect(root(ada)).toHaveAttribute('data-theme', 'light');
  await phone.wakes();
  await button(phone.page, `Account of ${ada.name}`).click();
  await phone.page.getByRole('menuitem', { name: 'Use the light theme' }).click();
  await phone.open('/');
  await expect(root(phone)).toHaveAttribute('data-theme', 'light');
});

test('axe finds nothing', async ({ person }) => {
  test.setTimeout(180_000);
  const ada = await (await person('Ada')).signUp();
  const channel = await ada.makeChannel();
  const bob = await (await person('Bob')).signUp();
  await look(bob, `/users/${bob.username}`, () => expect(bob.page.getByText('You have no channel yet')).toBeVisible());
  await ada.put('/api/profile', { bio: 'Whittling. https://spoons.example', socialLinks: { Blog: 'https://blog.example' } });
  await ada.post(`/api/users/${bob.username}/follow`);
  await bob.post(`/api/users/${ada.username}/follow`);
  await bob.post(`/api/channels/${channel.slug}/follow`);
  await look(bob, `/users/${ada.username}`, () => expect(button(bob.page, 'Unfollow')).toBeVisible());
  await look(bob, `/users/${bob.username}`, () => expect(bob.page.getByRole('region', { name: 'Followed people' })).toBeVisible());
  await look(ada, '/dashboard/profile', () => expect(field(ada.page, 'Site 2')).toBeVisible());
  bob.allow(/status of 404 .*\/users\//);
  await look(bob, '/users/nobody_here', () => expect(bob.page.getByText('No user called @nobody_here')).toBeVisible());
});
