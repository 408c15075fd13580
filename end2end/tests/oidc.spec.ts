// Signing in through an OpenID Connect provider, npm's oidc-provider, which runs in the tests.
import { BrowserContextOptions } from '@playwright/test';
import { code } from '../support/authenticator';
import { freePort, OidcProvider } from '../support/oidc_provider';
import { button, field, submit } from '../support/pages';
import { Person } from '../support/person';
import { expectFits, Phone, PHONE } from '../support/phone';
import { Server } from '../support/server';
import { expect, test as base } from '../support/test';

// The provider has to know the server's address, and the server the provider's: both ports are chosen first.
const test = base.extend<object, { addresses: { site: string; port: number }; provider: OidcProvider; server: Server }>({
  addresses: [async ({}, use) => use({ site: `127.0.0.1:${await freePort()}`, port: await freePort() }), { scope: 'worker' }],

  provider: [
    async ({ addresses }, use) => {
      const provider = new OidcProvider(addresses.port, `http://${addresses.site}`);
      await provider.start();
      await use(provider);
      await provider.stop();
    },
    { scope: 'worker' },
  ],

  server: [
    async ({ addresses, provider }, use) => {
      const server = await Server.start({
        AETHEX_HTTP_ADDR: addresses.site,
        AETHEX_OIDC_PROVIDERS: 'company',
        AETHEX_OIDC_COMPANY_ISSUER: provider.issuer,
        AETHEX_OIDC_COMPANY_CLIENT_ID: 'aethex',
        AETHEX_OIDC_COMPANY_CLIENT_SECRET: 'a secret of the tests',
        AETHEX_OIDC_COMPANY_NAME: 'Company',
      });
      await use(server);
      await server.stop();
      expect(server.faults(), 'faults while the server stopped').toEqual([]);
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

/** Follows the button on the page for signing in. */
async function leave(person: Person, next = '/') {
  await person.page.goto(next === '/' ? '/auth/login' : `/auth/login?next=${next}`);
  await person.page.getByRole('link', { name: 'Continue with Company' }).click();
}

/** Signs in as a newcomer with this name at the provider, and keeps the names that it tells. */
async function join(person: Person, provider: OidcProvider, name: string) {
  await leave(person);
  await provider.signIn(person.page, name);
  await expect(person.page).toHaveURL(/\/auth\/onboarding/);
  await button(person.page, 'Continue').click();
  await expect(person.page).toHaveURL('/dashboard');
}

/** The provider's pages load a font from elsewhere, and have no icon. */
async function allowProvider(person: Person, provider: OidcProvider) {
  await person.context.route(/fonts\.googleapis\.com/, (route) => route.fulfill({ contentType: 'text/css', body: '' }));
  person.allow(new RegExp(`\\(${provider.issuer}/`));
}

/** How someone comes, and their name at the provider. */
const WAYS: [string, string, BrowserContextOptions][] = [
  ['with JavaScript', 'ada', {}],
  ['without JavaScript', 'bea', { javaScriptEnabled: false }],
  ['on a phone', 'cleo', PHONE],
];

for (const [way, name, options] of WAYS) {
  test(`a newcomer signs in, out and in again, ${way}`, async ({ person, provider }) => {
    const ada = await person('Ada', options);
    await allowProvider(ada, provider);
    const { page } = ada;
    const fits = async () => void (options.isMobile && (await expectFits(page)));
    await leave(ada, '/following');
    await provider.signIn(page, name);
    await expect(page).toHaveURL(/\/auth\/onboarding/);
    await expect(field(page, 'Username')).toHaveValue(name);
    await expect(field(page, 'Display name')).toHaveValue(`${name} of the provider`);
    if (options.javaScriptEnabled !== false) await ada.wakes();
    await fits();
    await button(page, 'Continue').click();
    await expect(page).toHaveURL('/following');
    await fits();
    expect(await ada.get('/api/auth/user')).toMatchObject({ username: name, email: `${name}@example.org`, emailVerified: true });
    if (options.javaScriptEnabled === false) return;

    // The provider asks whether to sign out there, too, and leads back.
    await ada.wakes();
    await button(page, `Account of ${name} of the provider`).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL(`${provider.issuer}/**`);
    await page.getByRole('button', { name: 'Yes, sign me out' }).click();
    await expect(page).toHaveURL('/');
    expect((await page.request.get('/api/auth/user')).status()).toBe(401);
    await leave(ada);
    await provider.signIn(page, name);
    await expect(page).toHaveURL('/');
    expect(await ada.get('/api/auth/user')).toMatchObject({ username: name });
  });
}

test('breaking off at the provider leads back, and the wanted page is kept', async ({ person, provider }) => {
  const ada = await person('Ada');
  await allowProvider(ada, provider);
  await leave(ada, '/following');
  await ada.page.waitForURL(`${provider.issuer}/**`);
  await ada.page.getByRole('link', { name: 'Cancel' }).click();
  await expect(ada.page.getByRole('alert').filter({ hasText: 'You came back from Company without signing in.' })).toBeVisible();
  await expect(ada.page).toHaveURL(/next=%2Ffollowing/);
});

test('an address that has an account links nothing, and its owner links it under Security, on a phone', async ({ person, provider }) => {
  const ada = await person('Ada', PHONE);
  const phone = new Phone(ada);
  await allowProvider(ada, provider);
  ada.allow(/status of 422/);
  const { page } = ada;
  const name = `unconfirmed${Date.now()}`;
  await ada.post('/api/auth/register', { email: `${name}@example.org`, password: ada.password });
  await ada.post('/api/auth/onboard', { username: ada.username, displayName: ada.name });
  await ada.post('/api/auth/logout').catch(() => {});
  await ada.context.clearCookies();
  await leave(ada);
  await provider.signIn(page, name);
  await expect(page.getByRole('alert').filter({ hasText: 'There is an account with your e-mail address already.' })).toBeVisible();

  await phone.wakes();
  await phone.submit({ 'E-mail': `${name}@example.org`, Password: ada.password }, 'Sign in');
  await expect(page).toHaveURL('/');
  await phone.wakes();
  await phone.menu('Security');
  await phone.follow('Link Company');
  const tile = page.locator('.tile').filter({ has: page.getByRole('heading', { name: 'Other ways to sign in' }) });
  await expect(tile.getByLabel('Password', { exact: true })).toBeFocused();
  await expect(tile.getByLabel('Password', { exact: true })).toBeInViewport();
  await phone.submit({ Password: 'not my password' }, 'Link', tile);
  await expect(tile.getByText('That is not your password.')).toBeVisible();
  await phone.fits();
  await phone.submit({ Password: ada.password }, 'Link', tile);
  // The provider remembers who signed in there, and agrees at once.
  await expect(page.getByText('Linked: you can sign in with it from now on.')).toBeVisible();
  await phone.wakes();
  await phone.follow('Unlink Company');
  await phone.submit({ Password: ada.password }, 'Unlink', tile);
  await expect(page.getByText('Unlinked, and your other devices are signed out.')).toBeVisible();
  await phone.fits();
});

test('two-factor sign-in asks for its code, and the last way in stays', async ({ person, provider, server }) => {
  const ada = await person('Ada');
  await allowProvider(ada, provider);
  ada.allow(/status of 4(09|22)/);
  const { page } = ada;
  const name = `factor${Date.now()}`;
  await join(ada, provider, name);
  await ada.open('/dashboard/security');
  await page.getByRole('link', { name: 'Unlink Company' }).click();
  await button(page, 'Unlink').click();
  await expect(page.getByRole('alert').filter({ hasText: 'nothing would sign you in' })).toBeVisible();

  await button(page, 'Ask for a link to set a password').click();
  await expect(page.getByText('This site sends no mail. Ask the people who run it for your link.')).toBeVisible();
  await ada.open(await server.mailedLink(`${name}@example.org`, 'Choose a new password'));
  await submit(page, { 'New password': ada.password }, 'Set password');
  await expect(page).toHaveURL(/\/auth\/login/);
  await ada.post('/api/auth/login', { email: `${name}@example.org`, password: ada.password });
  await ada.post('/api/auth/two-factor', { password: ada.password });
  await ada.open('/dashboard/security');
  const secret = (await page.getByTestId('two-factor-secret').textContent())!;
  await submit(page, { Code: code(secret) }, 'Switch on');
  await expect(page.getByText('Keep these recovery codes.')).toBeVisible();

  await ada.context.clearCookies();
  await leave(ada, '/following');
  await provider.signIn(page, name);
  await expect(page).toHaveURL(/\/auth\/login\/code\?next=\/following/);
  await ada.wakes();
  await submit(page, { Code: code(secret, 1) }, 'Sign in');
  await expect(page).toHaveURL('/following');
});

test('a state is good for one return', async ({ person, provider }) => {
  const [ada, eve] = [await person('Ada'), await person('Eve')];
  await allowProvider(ada, provider);
  const { page } = ada;
  await leave(ada);
  await page.waitForURL(`${provider.issuer}/**`);
  const cookies = await ada.context.cookies();
  const returned = page.waitForRequest((request) => request.url().includes('/auth/oidc/company/callback'));
  await provider.signIn(page, 'repeated');
  const url = (await returned).url();
  await expect(page).toHaveURL(/\/auth\/onboarding/);
  // The address and the cookie together do nothing any more, and the address alone never did.
  for (const stolen of [cookies, []]) {
    await eve.context.clearCookies();
    await eve.context.addCookies(stolen);
    await eve.page.goto(url);
    await expect(eve.page.getByRole('alert').filter({ hasText: 'That took too long' })).toBeVisible();
    expect((await eve.page.request.get('/api/auth/user')).status()).toBe(401);
  }
});

test('the provider changes its keys, and is away for a while', async ({ person, provider }) => {
  const [ada, bob] = [await person('Ada'), await (await person('Bob')).signUp()];
  await allowProvider(ada, provider);
  await allowProvider(bob, provider);
  await join(ada, provider, 'before');
  await provider.stop();

  // Its button says so, as soon as the server has asked it again, and signing in here goes on.
  await ada.context.clearCookies();
  await bob.context.clearCookies();
  await expect(async () => {
    await bob.page.goto('/auth/oidc/company/start', { timeout: 5000 });
    await expect(bob.page.getByRole('alert')).toContainText("Company can't be reached at the moment.", { timeout: 1000 });
  }).toPass();
  await bob.open('/auth/login');
  await submit(bob.page, { 'E-mail': bob.email, Password: bob.password }, 'Sign in');
  await expect(bob.page).toHaveURL('/');

  // Each start makes new keys; the server has the old ones.
  await provider.start();
  // For some seconds the server still takes the provider to be away.
  await expect(async () => {
    await leave(ada);
    await ada.page.waitForURL(`${provider.issuer}/**`, { timeout: 3000 });
  }).toPass();
  await provider.signIn(ada.page, 'before');
  await expect(ada.page).toHaveURL('/');
  expect(await ada.get('/api/auth/user')).toMatchObject({ email: 'before@example.org' });
});

test('a provider that is away from the start is told of, and signing in here goes on', async ({ person, provider, server }) => {
  await provider.stop();
  await server.kill();
  await server.restart();
  const ada = await (await person('Ada')).signUp();
  await ada.context.clearCookies();
  await leave(ada, '/following');
  const { page } = ada;
  await expect(page.getByRole('alert').filter({ hasText: "Company can't be reached at the moment." })).toBeVisible();
  await ada.wakes();
  await submit(page, { 'E-mail': ada.email, Password: ada.password }, 'Sign in');
  await expect(page).toHaveURL('/following');
  await provider.start();
});
