// Every page and state as a picture, to be looked at. AETHEX_SCREENS names the folder.
import { Page } from '@playwright/test';
import { button, ChannelPage, Dashboard, field, SeekBar, submit, VideoPage } from '../support/pages';
import { code } from '../support/authenticator';
import { freePort, OidcProvider } from '../support/oidc_provider';
import { Person } from '../support/person';
import { PHONE } from '../support/phone';
import { Server } from '../support/server';
import { expect, test } from '../support/test';

const FOLDER = process.env.AETHEX_SCREENS ?? '/tmp/aethex-screens';
const WIDE = { viewport: { width: 1440, height: 900 } };
const THEMES = ['dark', 'light'];

/** Takes a page on a desk and on a phone, in both themes, once `shown` says that everything is there. */
async function take(name: string, person: Person, path: string, shown: (page: Page) => Promise<unknown>) {
  for (const [size, options] of Object.entries({ wide: WIDE, phone: PHONE })) {
    // The same user at another device: whether it is touched cannot be changed later.
    const device = await Person.arrive(person.context.browser()!, person.server, person.name, options);
    device.allow(/./);
    const { page } = device;
    for (const theme of THEMES) {
      await device.context.addCookies(await person.context.cookies());
      await device.context.addCookies([{ name: 'theme', value: theme, url: person.server.url }]);
      await device.open(path);
      await shown(page);
      // Where the focus is, is what the picture is about. The browser paints it before.
      await page.evaluate(async () => {
        const focused = document.activeElement?.closest('.field');
        focused?.scrollIntoView({ block: 'center', behavior: 'instant' });
        for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
      });
      await page.screenshot({ path: `${FOLDER}/${name}-${size}-${theme}.png` });
      const tall = await page.evaluate(() => document.documentElement.scrollHeight > innerHeight + 8);
      // Bars that stay in view are where a page begins.
      if (tall) await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
      if (tall) await page.screenshot({ path: `${FOLDER}/${name}-${size}-${theme}-full.png`, fullPage: true });
    }
    await device.context.close();
  }
}

const heading = (name: string | RegExp) => (page: Page) => expect(page.getByRole('heading', { name }).first()).toBeAttached();
const text = (words: string) => (page: Page) => expect(page.getByText(words).first()).toBeVisible();

test('screens of accounts', async ({ browser, person, server }) => {
  test.setTimeout(900_000);
  const visitor = await person('Visitor');
  const ada = await person('Ada');
  const boss = await (await person('Boss')).signInAs(server.administrator);
  for (const somebody of [visitor, ada, boss]) somebody.allow(/./);

  await take('home-empty', visitor, '/', heading('Live now'));
  await take('outbox-empty', boss, '/admin/outbox', (page) => expect(page.getByText('No mail yet')).toBeVisible());
  await take('register', visitor, '/auth/register', heading('Create your account'));
  await take('register-fault', visitor, '/auth/register', async (page) => {
    await submit(page, { 'E-mail': 'ada@nowhere', Password: 'short' }, 'Sign up');
    await expect(page.getByText('Your password needs at least 8 characters.')).toBeVisible();
  });
  const closed = await Server.start({ AETHEX_SIGN_UP: 'closed' });
  const stranger = await Person.arrive(browser, closed, 'Stranger');
  await take('register-closed', stranger, '/auth/register', heading('No new accounts for now'));
  await take('home-closed', stranger, '/', heading('Live now'));
  await stranger.context.close();
  await closed.stop();
  await take('login', visitor, '/auth/login', heading('Welcome back'));
  await take('login-code', visitor, '/auth/login/code', heading('One more step'));
  await take('login-code-fault', visitor, '/auth/login/code', async (page) => {
    await submit(page, { Code: '123456' }, 'Sign in');
    await expect(page.getByText('Begin again.')).toBeVisible();
  });
  await take('forgot', visitor, '/auth/forgot', heading('Forgot your password?'));
  await take('forgot-sent', visitor, '/auth/forgot?done=sent', heading('Ask for your link'));
  await take('reset-over', visitor, '/auth/reset?token=0', heading('This link no longer works'));
  await take('verify', visitor, '/auth/verify?token=0', heading('Confirm your address'));
  await take('verify-over', visitor, '/auth/verify?token=0', async (page) => {
    await button(page, 'Confirm address').click();
    await expect(page.getByText('This link was used already')).toBeVisible();
  });
  await take('verify-incomplete', visitor, '/auth/verify', heading('This link is incomplete'));
  await take('verified', visitor, '/auth/verify?done=verified', heading('Your address is confirmed'));
  await take('not-found', visitor, '/streams/nobody-is-here', heading('Not found'));

  await take('following-signed-out', visitor, '/following', heading('Following'));

  await ada.signUp({ onboard: false });
  await take('onboarding', ada, '/auth/onboarding', heading('What should we call you?'));
  await ada.post('/api/auth/onboard', { username: ada.username, displayName: ada.name });
  const tokenOf = async (subject: string) => new URL(await server.mailedLink(ada.email, subject), server.url).searchParams.get('token');
  // Their answers have no body.
  await ada.context.request.post('/api/auth/email/verify', { data: { token: await tokenOf('Confirm your e-mail address') } });
  await visitor.context.request.post('/api/auth/password/forgot', { data: { email: ada.email } });
  await take('reset', visitor, await server.mailedLink(ada.email, 'Choose a new password'), heading('Choose a new password'));
  await take('security-sent', ada, '/dashboard/security?done=sent', text('This site sends no mail.'));
  await take('security', ada, '/dashboard/security?done=password', heading('Devices'));
  await take('security-fault', ada, '/dashboard/security', async (page) => {
    await submit(page, { 'Current password': 'not this one', 'New password': 'quiet copper harbour' }, 'Change password');
    await expect(page.getByText('not your password')).toBeVisible();
  });
  await take('admin', boss, '/admin', heading('Activity'));
  await take('admin-users', boss, '/admin/users', async (page) => {
    await page.getByText(/^Change/).first().click();
    await expect(page.getByRole('button', { name: 'Sign out everywhere' })).toBeVisible();
  });
  await take('admin-users-reason', boss, '/admin/users', async (page) => {
    await page.getByText(/^Change/).first().click();
    await page.getByRole('button', { name: /^Disable/ }).first().click();
    await expect(page.getByRole('dialog')).toBeVisible();
  });
  await take('admin-users-none', boss, '/admin/users?q=nowhere', (page) => expect(page.getByText('No such user')).toBeVisible());
  await take('admin-channels', boss, '/admin/channels', heading('Channels'));
  await take('admin-streams-empty', boss, '/admin/streams', (page) => expect(page.getByText('Nothing is on air')).toBeVisible());
  await take('admin-storage', boss, '/admin/storage', async (page) => {
    await page.getByRole('button', { name: 'Test the storage' }).click();
    await expect(page.getByText('The storage inside of this server works.')).toBeVisible();
  });
  await take('admin-log', boss, '/admin/log', heading('What was done'));
  await take('outbox', boss, '/admin/outbox', async (page) => {
    await page.getByRole('listitem').filter({ hasText: ada.email }).getByText(/^Read/).first().click();
    await expect(page.getByText('Hello ').first()).toBeVisible();
  });
  await take('outbox-of-others', ada, '/admin/outbox', (page) => expect(page.getByText('This page is for administrators')).toBeVisible());
  await take('username-fault', ada, '/dashboard/security', async (page) => {
    await submit(page, { 'New username': 'admin' }, 'Change username');
    await expect(page.getByText('That name is reserved.')).toBeVisible();
  });
  const { secret } = await ada.post('/api/auth/two-factor', { password: ada.password });
  await take('two-factor-setup', ada, '/dashboard/security?done=setup#two-factor', (page) => expect(page.getByTestId('two-factor-secret')).toBeVisible());
  await take('two-factor-setup-fault', ada, '/dashboard/security?done=setup#two-factor', async (page) => {
    await submit(page, { Code: '12' }, 'Switch on');
    await expect(page.getByText('have 6 digits')).toBeVisible();
  });
  const { recoveryCodes } = await ada.put('/api/auth/two-factor', { code: code(secret) });
  await take('take-back', visitor, await server.mailedLink(ada.email, 'Two-factor sign-in was switched on'), heading('Undo the change'));
  await take('two-factor-on', ada, '/dashboard/security#two-factor', (page) => expect(page.getByText('10 recovery codes are left.')).toBeVisible());
  await take('two-factor-off', ada, '/dashboard/security?change=two-factor#two-factor', (page) => expect(button(page, 'Switch off')).toBeVisible());
  // Each picture shows codes that were made for it, by a code of those before.
  let unused: string = recoveryCodes[0];
  await take('two-factor-codes', ada, '/dashboard/security?change=recovery-codes', async (page) => {
    await submit(page, { Password: ada.password, Code: unused }, 'Make new recovery codes');
    const shown = page.getByTestId('recovery-codes').getByRole('listitem');
    await expect(shown).toHaveCount(10);
    unused = await shown.first().innerText();
  });
  await take('home-empty-signed-in', ada, '/', heading('Live now'));
  await take('following-nothing', ada, '/following', (page) => expect(page.getByText("You don't follow a channel yet")).toBeVisible());
  await take('dashboard-first', ada, '/dashboard', heading('Open your channel'));
});

test('screens of providers and of mail that waits', async ({ browser }) => {
  test.setTimeout(900_000);
  const site = `127.0.0.1:${await freePort()}`;
  const provider = new OidcProvider(await freePort(), `http://${site}`);
  await provider.start();
  const server = await Server.start({
    AETHEX_HTTP_ADDR: site,
    AETHEX_OIDC_PROVIDERS: 'company',
    AETHEX_OIDC_COMPANY_ISSUER: provider.issuer,
    AETHEX_OIDC_COMPANY_CLIENT_ID: 'aethex',
    AETHEX_OIDC_COMPANY_CLIENT_SECRET: 'a secret of the tests',
    AETHEX_OIDC_COMPANY_NAME: 'Company',
    // No mail server listens there, so each mail waits for its next try.
    AETHEX_SMTP_URL: `smtp://127.0.0.1:${await freePort()}`,
    AETHEX_MAIL_FROM: 'live@example.org',
  });
  const [visitor, ada, bea, boss] = await Promise.all(['Visitor', 'Ada', 'Bea', 'Boss'].map((name) => Person.arrive(browser, server, name)));
  await ada.signUp();
  await boss.signInAs(server.administrator);
  await take('login-providers', visitor, '/auth/login', (page) => expect(page.getByRole('link', { name: 'Continue with Company' })).toBeVisible());
  await take('login-providers-fault', visitor, '/auth/login?trouble=over&provider=company', (page) => expect(page.getByRole('alert').first()).toBeVisible());
  await take('forgot-by-mail', visitor, '/auth/forgot', heading('Forgot your password?'));
  await take('forgot-mailed', visitor, '/auth/forgot?done=sent', heading('Look into your mail'));
  await take('providers-not-linked', ada, '/dashboard/security', heading('Other ways to sign in'));
  await take('providers-link', ada, '/dashboard/security', async (page) => {
    await page.getByRole('link', { name: 'Link Company' }).click();
    await expect(page.locator('#identity-password')).toBeFocused();
  });
  await bea.page.goto('/auth/login');
  await bea.page.getByRole('link', { name: 'Continue with Company' }).click();
  await provider.signIn(bea.page, 'bea');
  await expect(bea.page).toHaveURL(/\/auth\/onboarding/);
  await take('onboarding-mailed', bea, '/auth/onboarding', heading('What should we call you?'));
  await bea.post('/api/auth/onboard', { username: 'bea', displayName: 'Bea' });
  await take('providers-linked', bea, '/dashboard/security?change=none', heading('Other ways to sign in'));
  await expect(async () => {
    await boss.open('/admin/outbox');
    await expect(boss.page.getByText('The last try failed').first()).toBeVisible({ timeout: 1000 });
  }).toPass();
  await take('outbox-waiting', boss, '/admin/outbox', text('The last try failed'));
  for (const one of [visitor, ada, bea, boss]) await one.context.close();
  await server.stop();
  await provider.stop();
});

test('screens of streams', async ({ person, publish }) => {
  test.setTimeout(900_000);
  const visitor = await person('Visitor');
  const ada = await (await person('Ada')).signUp();
  for (const one of [visitor, ada]) one.allow(/./);
  const plays = (page: Page) => new ChannelPage(page).player.moves(1);
  const { slug, key } = await ada.makeChannel('Ada paints small houses');
  const dashboard = (page: Page) => new Dashboard(page);
  await take('dashboard-offline', ada, '/dashboard', (page) => expect(dashboard(page).goLive).toBeVisible());
  await take('dashboard-key', ada, '/dashboard', async (page) => {
    await button(page, 'New key').click();
    await expect(page.getByRole('dialog')).toBeVisible();
  });
  await take('followers-none', ada, '/dashboard/followers', (page) => expect(page.getByText('No followers yet')).toBeVisible());
  await take('channel-offline', visitor, `/streams/${slug}`, heading('Ada paints small houses'));

  const encoder = publish(key, { width: 1280, height: 720 });
  const stream = await ada.whenLive(slug);
  const guests = await Promise.all(['Jonas', 'Pixel Fern', 'Tomasz'].map(async (name) => (await person(name)).signUp()));
  const lines = ['hi everyone!', 'how do you get the roof that thin?', 'I came for the brush, I stay for the brush'];
  for (const [at, guest] of guests.entries()) {
    await guest.post('/api/messages', { streamId: stream.id, content: lines[at] });
  }
  await ada.post('/api/messages', { streamId: stream.id, content: 'a single hair and a lot of tea, see https://example.org/roof' });

  for (const guest of guests) await guest.post(`/api/channels/${slug}/follow`);
  const [jonas, fern] = guests;
  const other = await fern.makeChannel('Pixel Fern plays old games');
  await jonas.post(`/api/channels/${other.slug}/follow`);
  jonas.allow(/./);
  await take('following', jonas, '/following', (page) => expect(page.getByRole('region', { name: 'Offline' })).toBeVisible());
  await take('followers', ada, '/dashboard/followers', (page) => expect(page.getByText(`@${jonas.username}`)).toBeVisible());
  await take('channel-settings', ada, '/dashboard/channel', heading(/^Settings of/));
  await take('channel-settings-fault', ada, '/dashboard/channel', async (page) => {
    await submit(page, { Address: 'admin' }, 'Change address');
    await expect(page.getByText(/is reserved/)).toBeVisible();
  });
  await take('channel-switcher', ada, '/dashboard/channel', (page) => page.getByRole('button', { name: /^Channel: / }).click());
  await take('channel-new', ada, '/dashboard/channel/new', heading('Open another channel'));
  await take('channel-followed', jonas, `/streams/${slug}`, plays);

  await take('channel-live', visitor, `/streams/${slug}`, plays);
  await take('channel-live-signed-in', ada, `/streams/${slug}`, plays);
  await take('channel-about', visitor, `/streams/${slug}`, async (page) => {
    const tab = page.getByRole('tab', { name: 'About' });
    if (await tab.isVisible()) await tab.click();
    await plays(page);
  });
  await take('channel-rewound', visitor, `/streams/${slug}`, async (page) => {
    await plays(page);
    await new SeekBar(page).press(0.2);
    await expect(new SeekBar(page).back).toBeVisible();
    await plays(page);
    await new SeekBar(page).input.hover();
  });
  await take('home-live', visitor, '/', plays);
  await take('dashboard-live', ada, '/dashboard', plays);
  await take('account-menu', ada, '/', async (page) => {
    await button(page, `Account of ${ada.name}`).click();
    await expect(page.getByRole('menu', { name: `Account of ${ada.name}` })).toBeVisible();
  });

  await visitor.open(`/streams/${slug}`);
  await plays(visitor.page);
  await ada.post(`/api/streams/${stream.id}/end`);
  await expect(new ChannelPage(visitor.page).ended).toBeVisible();
  for (const [size, { viewport }] of Object.entries({ wide: WIDE, phone: PHONE })) {
    await visitor.page.setViewportSize(viewport!);
    await visitor.page.screenshot({ path: `${FOLDER}/channel-ended-${size}.png` });
  }

  await encoder.stop();
  await expect
    .poll(async () => (await ada.get(`/api/channels/${slug}/vod`)).items[0]?.isArchived, { timeout: 60_000 })
    .toBe(true);
  const recorded = (page: Page) => new VideoPage(page).player.moves(1);
  await take('video', visitor, `/videos/${stream.id}`, async (page) => {
    await recorded(page);
    await new VideoPage(page).bar.input.hover();
  });
  await take('video-own', ada, `/videos/${stream.id}`, recorded);
  await take('video-missing', visitor, '/videos/nowhere', (page) => expect(page.getByText("This video isn't here")).toBeVisible());
  await take('channel-videos', visitor, `/streams/${slug}`, async (page) => {
    const tab = page.getByRole('tab', { name: 'Videos' });
    if (await tab.isVisible()) await tab.click();
    await page.getByRole('region', { name: 'Videos' }).scrollIntoViewIfNeeded();
  });
  await take('videos', ada, '/dashboard/videos', heading(/^Videos of/));
  await take('videos-edit', ada, '/dashboard/videos', (page) => page.getByRole('button', { name: /^Edit / }).click());
  await take('videos-delete', ada, '/dashboard/videos', (page) => page.getByRole('button', { name: /^Delete / }).click());
  console.log(`\nScreens are in ${FOLDER}`);
});

test('screens of people', async ({ person, server }) => {
  test.setTimeout(900_000);
  const [ada, bob, visitor] = [await person('Ada'), await (await person('Bob Featherstonehaugh')).signUp(), await person('Visitor')];
  const boss = await (await person('Boss')).signInAs(server.administrator);
  for (const somebody of [ada, bob, visitor, boss]) somebody.allow(/./);
  await ada.signUp();

  await take('user-own-empty', ada, `/users/${ada.username}`, text('You have no channel yet'));
  await take('user-empty', visitor, `/users/${bob.username}`, text('No channels yet'));
  await take('user-missing', visitor, '/users/nobody_here', text('No user called @nobody_here'));
  await take('blocks-empty', ada, '/dashboard/blocks', text('You have blocked no one'));
  await take('profile', ada, '/dashboard/profile', (page) => expect(field(page, 'Site 1')).toBeVisible());
  await take('profile-fault', ada, '/dashboard/profile', async (page) => {
    await submit(page, { 'Display name': ' ', 'Site 1': 'Blog', 'Address 1': 'javascript:alert(1)' }, 'Save profile');
    await expect(page.getByText(/missing/).first()).toBeVisible();
  });

  const bio = 'Whittling spoons on Tuesdays, and sometimes a small house.\nhttps://spoons.example/a-long-address-that-has-no-place-to-break-in-it-anywhere';
  await ada.put('/api/profile', { bio, socialLinks: { Blog: 'https://blog.example', 'A rather long name of a site': 'https://code.example/ada' } });
  const channel = await ada.makeChannel('Ada paints small houses');
  const guests = await Promise.all(['Jonas', 'Pixel Fern', 'Tomasz'].map(async (name) => (await person(name)).signUp()));
  await guests[2].put('/api/profile', { displayName: 'A person whose name has fifty letters, all of them' });
  const other = await guests[1].makeChannel('Pixel Fern plays old games');
  for (const guest of guests) {
    await ada.post(`/api/users/${guest.username}/follow`);
    await bob.post(`/api/users/${guest.username}/block`);
  }
  await ada.post(`/api/channels/${other.slug}/follow`);
  await bob.post(`/api/users/${ada.username}/follow`);
  const rows = (page: Page) => expect(page.getByRole('region', { name: 'Followed people' })).toBeVisible();
  await take('user-own', ada, `/users/${ada.username}`, rows);
  await take('user', bob, `/users/${ada.username}`, rows);
  await take('user-signed-out', visitor, `/users/${ada.username}`, rows);
  await take('user-fault', bob, `/users/${ada.username}`, async (page) => {
    // Signed out in another tab: the press is refused.
    await page.context().clearCookies();
    await button(page, 'Unfollow').click();
    await button(page, `Block ${ada.name}`).click();
    await expect(page.getByRole('region', { name: 'Profile' }).getByRole('alert')).toBeVisible();
  });
  await take('blocks', bob, '/dashboard/blocks', (page) => expect(page.locator('.blocks').getByRole('listitem')).toHaveCount(guests.length));
  await take('blocks-lifted', bob, '/dashboard/blocks', async (page) => {
    await page.getByRole('button', { name: /^Unblock/ }).first().click();
    await expect(page.getByText('Unblocked')).toBeVisible();
    await bob.post(`/api/users/${guests[2].username}/block`);
  });
  await take('blocks-fault', bob, '/dashboard/blocks', async (page) => {
    await submit(page, { Username: 'nobody_at_all' }, 'Block');
    await expect(page.getByText('No user has this name.')).toBeVisible();
  });

  const erase = ['Your username, to confirm', 'Your password, to confirm'];
  await take('security-all-faults', ada, '/dashboard/security', async (page) => {
    await submit(page, { 'New username': 'admin' }, 'Change username');
    await expect(field(page, 'New username')).toBeFocused();
    await submit(page, { 'New address': 'ada@nowhere', 'Your password': 'no' }, 'Change address');
    await expect(field(page, 'New address')).toHaveAttribute('aria-invalid', 'true');
    await submit(page, { 'Current password': 'not this one', 'New password': 'short' }, 'Change password');
    await expect(field(page, 'New password')).toHaveAttribute('aria-invalid', 'true');
    await submit(page, { Password: 'not this one' }, 'Set up');
    await expect(field(page, 'Password')).toBeFocused();
    await submit(page, { [erase[0]]: ada.username, [erase[1]]: 'not this one' }, 'Erase the account');
    await expect(field(page, erase[1])).toBeFocused();
    await expect(field(page, erase[1])).toHaveAttribute('aria-invalid', 'true');
  });
  await ada.post('/api/channels', { name: 'Second', slug: `${channel.slug}-second` });
  const { secret } = await ada.post('/api/auth/two-factor', { password: ada.password });
  await ada.put('/api/auth/two-factor', { code: code(secret) });
  await take('security-erase-code', ada, '/dashboard/security', async (page) => {
    await submit(page, { [erase[0]]: ada.username, [erase[1]]: ada.password, 'Code, to confirm': '12' }, 'Erase the account');
    await expect(field(page, 'Code, to confirm')).toHaveAttribute('aria-invalid', 'true');
  });
  await take('outbox-many', boss, '/admin/outbox', async (page) => {
    await page.getByRole('listitem').filter({ hasText: ada.email }).getByText(/^Read/).first().click();
    await expect(page.getByText('Hello ').first()).toBeVisible();
  });
});
