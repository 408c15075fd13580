// axe finds nothing on any page, in both themes.
import { look, violations } from '../support/axe';
import { button, ChannelPage, Dashboard, VideoPage } from '../support/pages';
import { code } from '../support/authenticator';
import { Person } from '../support/person';
import { Server } from '../support/server';
import { expect, test } from '../support/test';

test('pages around an account', async ({ person }) => {
  test.setTimeout(360_000);
  const ada = await person('Ada');
  const heading = (name: string) => () => expect(ada.page.getByRole('heading', { name })).toBeVisible();
  await look(ada, '/', heading('Live now'));
  await look(ada, '/following', () => expect(ada.page.getByText('Your channels in one place')).toBeVisible());
  await look(ada, '/auth/register', heading('Create your account'));
  await look(ada, '/auth/login', heading('Welcome back'));
  await look(ada, '/auth/login/code', heading('One more step'));
  await look(ada, '/auth/forgot', heading('Forgot your password?'));
  await look(ada, '/auth/forgot?done=sent', heading('Ask for your link'));
  await look(ada, '/auth/reset?token=0', heading('This link no longer works'));
  await look(ada, '/auth/verify?token=0', heading('Confirm your address'));
  await ada.signUp({ onboard: false });
  await look(ada, '/dashboard/security', heading('Devices'));
  const { secret } = await ada.post('/api/auth/two-factor', { password: ada.password });
  await look(ada, '/dashboard/security?done=setup', () => expect(ada.page.getByRole('img', { name: 'QR code of the secret' })).toBeVisible());
  await ada.put('/api/auth/two-factor', { code: code(secret) });
  await look(ada, '/dashboard/security', () => expect(ada.page.getByText('10 recovery codes are left.')).toBeVisible());
  await look(ada, '/dashboard/security?change=two-factor', () => expect(button(ada.page, 'Switch off')).toBeVisible());
  await look(ada, '/auth/onboarding', heading('What should we call you?'));
  await ada.post('/api/auth/onboard', { username: ada.username, displayName: ada.name });
  await ada.put('/api/auth/username', { username: `${ada.username}_x` });
  await look(ada, '/dashboard/security', () => expect(ada.page.getByText('You can change it again from')).toBeVisible());
  await look(ada, '/dashboard', heading('Open your channel'));
  await look(ada, '/dashboard/channel/new', heading('Open a channel'));
  await look(ada, '/following', () => expect(ada.page.getByText("You don't follow a channel yet")).toBeVisible());
});

test('pages of an administrator', async ({ person, server }) => {
  test.setTimeout(240_000);
  const [boss, ada] = [await (await person('Boss')).signInAs(server.administrator), await (await person('Ada')).signUp()];
  const mail = boss.page.getByRole('listitem').filter({ hasText: ada.email });
  await look(boss, '/admin/outbox', async () => {
    await mail.getByText(/^Read/).click();
    await expect(mail.getByRole('link').first()).toBeVisible();
  });
  const place = await ada.makeChannel();
  const heading = (name: string) => () => expect(boss.page.getByRole('heading', { name, exact: true })).toBeVisible();
  await look(boss, '/admin', heading('Activity'));
  await look(boss, `/admin/users?q=${ada.email}`, async () => {
    await boss.page.getByText(/^Change/).click();
    await expect(button(boss.page, 'Sign out everywhere')).toBeVisible();
  });
  await look(boss, `/admin/users?q=${ada.email}`, async () => {
    await boss.page.getByText(/^Change/).click();
    await button(boss.page, 'Disable').click();
    await expect(boss.page.getByRole('dialog')).toBeVisible();
  });
  await look(boss, `/admin/channels?q=${place.slug}`, () => expect(boss.page.getByText(`/streams/${place.slug}`)).toBeVisible());
  await look(boss, '/admin/streams', heading('On air now'));
  await look(boss, '/admin/storage', async () => {
    await button(boss.page, 'Test the storage').click();
    await expect(boss.page.getByText('The storage inside of this server works.')).toBeVisible();
  });
  await look(boss, '/admin/log', heading('What was done'));
  ada.allow(/status of 404 .*\/admin\/outbox/);
  await look(ada, '/admin/outbox', () => expect(ada.page.getByText('This page is for administrators')).toBeVisible());
});

test('the page of a community that takes no new accounts', async ({ browser }) => {
  test.setTimeout(180_000);
  const server = await Server.start({ AETHEX_SIGN_UP: 'closed' });
  const ada = await Person.arrive(browser, server, 'Ada');
  await look(ada, '/auth/register', () => expect(ada.page.getByRole('heading', { name: 'No new accounts for now' })).toBeVisible());
  await ada.context.close();
  await server.stop();
});

test('the reference page of the API', async ({ person }) => {
  const ada = await person('Ada');
  const { page } = ada;
  for (const theme of ['dark', 'light']) {
    await ada.context.addCookies([{ name: 'theme', value: theme, url: ada.server.url }]);
    await page.goto(`${ada.server.url}/api/docs`);
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await expect(page.getByRole('heading', { name: 'POST /api/channels', exact: true })).toBeVisible();
    await page.getByRole('link', { name: 'NewChannel' }).click();
    await expect(page.locator('#schema-NewChannel')).toBeInViewport();
    expect.soft(await violations(page), theme).toEqual([]);
  }
  // A language is chosen once for all examples; without a script it is the style sheet that shows it.
  const program = (language: string) => page.getByRole('region', { name: `Who am I, ${language}` });
  await expect(program('curl')).toBeVisible();
  await page.getByRole('radio', { name: 'JavaScript' }).check();
  await expect(program('JavaScript')).toBeVisible();
  await expect(program('curl')).toBeHidden();
  await expect(page.getByText('There is no version for curl')).toBeHidden();
  await page.getByRole('radio', { name: 'curl' }).check();
  await expect(page.getByText('There is no version for curl')).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  // Nothing is squeezed to a few letters, and nothing is cut at the edge.
  const widths = await page.locator('.reference td').evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().width));
  expect(Math.min(...widths)).toBeGreaterThan(250);
  const cut = await page.locator('.reference article').evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.id));
  expect(cut).toEqual([]);
});

test('pages around a stream', async ({ person, publish }) => {
  test.setTimeout(360_000);
  const ada = await (await person('Ada')).signUp();
  const { slug, key, name } = await ada.makeChannel();
  const bob = await (await person('Bob')).signUp();
  const [dashboard, watching] = [new Dashboard(ada.page), new ChannelPage(bob.page)];
  const somethingSaid = () => expect(watching.chat.row('a word')).toBeVisible();

  await bob.open(`/streams/${slug}`);
  await watching.chat.say('a word with https://example.org/ in it');
  await look(bob, `/streams/${slug}`, async () => {
    await expect(bob.page.getByText(`${name} is offline`)).toBeVisible();
    await somethingSaid();
  });
  await look(ada, '/dashboard', () => expect(dashboard.goLive).toBeVisible());
  await look(ada, '/dashboard/followers', () => expect(ada.page.getByText('No followers yet')).toBeVisible());
  await look(ada, '/dashboard/channel', () => expect(ada.page.getByText(`Settings of ${name}`)).toBeVisible());
  await look(ada, '/dashboard/channel', async () => {
    await button(ada.page, `Channel: ${name}`).click();
    await expect(ada.page.getByRole('menuitem', { name: 'New channel' })).toBeVisible();
  });
  await look(ada, '/dashboard/channel/new', () => expect(ada.page.getByText('Open another channel')).toBeVisible());
  await bob.post(`/api/channels/${slug}/follow`);
  await look(ada, '/dashboard/followers', () => expect(ada.page.getByText(`@${bob.username}`)).toBeVisible());
  await look(bob, '/following', () => expect(bob.page.getByRole('region', { name: 'Offline' })).toBeVisible());

  const skip = bob.page.getByRole('link', { name: 'Skip to chat' });
  await bob.open(`/streams/${slug}`);
  await expect(skip).toBeAttached();
  bob.allow(/status of 404 .*\/streams\//);
  await look(bob, '/streams/no-such-channel', async () => {
    await expect(bob.page.getByText('There is no such channel')).toBeVisible();
    await expect(skip).toHaveCount(0);
  });

  publish(key);
  await look(bob, `/streams/${slug}`, async () => {
    await watching.player.moves();
    await somethingSaid();
  });
  await look(ada, '/dashboard', async () => {
    await expect(dashboard.onAir).toBeVisible();
    await dashboard.player.moves();
  });
  await look(bob, '/', () => expect(bob.page.getByRole('main').getByRole('link', { name: `${name} is live` })).toBeVisible());
  await look(bob, '/following', () => expect(bob.page.getByRole('region', { name: 'Live now' }).getByRole('link', { name })).toBeVisible());
  const { stream } = await ada.get(`/api/channels/${slug}`);
  await ada.post(`/api/streams/${stream.id}/end`);
});

test('pages around a recording', async ({ person, publish }) => {
  test.setTimeout(360_000);
  const ada = await (await person('Ada')).signUp();
  const channel = await ada.makeChannel();
  const id = await ada.record(channel, publish, 5);
  const video = new VideoPage(ada.page);
  await look(ada, `/videos/${id}`, () => video.player.moves(1));
  await look(ada, `/streams/${channel.slug}`, () => expect(ada.page.getByRole('region', { name: 'Videos' }).getByRole('link').first()).toBeVisible());
  await look(ada, '/dashboard/videos', async () => {
    await ada.page.getByRole('button', { name: /^Edit / }).click();
    await expect(button(ada.page, 'Cancel').first()).toBeVisible();
  });
  ada.allow(/status of 404 .*\/videos\//);
  await look(ada, '/videos/nowhere', () => expect(ada.page.getByText("This video isn't here")).toBeVisible());
});
