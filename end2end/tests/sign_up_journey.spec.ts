// From a page through signing up and in, and back to exactly that page: with and without JavaScript, on a desk and on a phone.
import { BrowserContextOptions, Locator, Page } from '@playwright/test';
import { code } from '../support/authenticator';
import { Encoder } from '../support/encoder';
import { button, Chat, field, submit } from '../support/pages';
import { Person } from '../support/person';
import { expectFits, PHONE } from '../support/phone';
import { expect, test } from '../support/test';

/** What Chromium itself writes about a server that is away. */
const AWAY = [/WebSocket connection to .* failed/, /Failed to load resource: net::ERR_/];
const WAYS: [string, BrowserContextOptions][] = [
  ['with JavaScript', {}],
  ['without JavaScript', { javaScriptEnabled: false }],
  ['on a phone', PHONE],
];

/** A person's pages, whether they have JavaScript or not. */
class Visit {
  readonly page: Page;

  constructor(
    readonly person: Person,
    private readonly options: BrowserContextOptions,
  ) {
    this.page = person.page;
  }

  async open(path: string) {
    await this.page.goto(path);
    await this.wakes();
  }

  /** The document that a form led to can be used. */
  async wakes() {
    if (this.options.javaScriptEnabled !== false) await this.person.wakes();
    if (this.options.isMobile) await expectFits(this.page);
  }

  /** Fills in the two forms of signing up, of which the first is open. */
  async signsUp() {
    const { email, password } = this.person;
    await submit(this.page, { 'E-mail': email, Password: password }, 'Sign up');
    await expect(this.page.getByRole('heading', { name: 'What should we call you?' })).toBeVisible();
    await this.wakes();
  }

  async choosesName() {
    await submit(this.page, { Username: this.person.username, 'Display name': this.person.name }, 'Continue');
  }
}

const steps = (page: Page) => page.locator('.sign-up-steps');
const chat = (page: Page) => page.getByRole('region', { name: 'Chat' });
const follow = (page: Page) => page.getByRole('main').getByRole('link', { name: 'Follow', exact: true });
const signIn = (place: Locator) => place.getByRole('link', { name: 'Sign in', exact: true });
const signUp = (page: Page) => page.getByRole('banner').getByRole('link', { name: 'Sign up', exact: true });
const newAccount = (page: Page) => page.getByRole('main').getByRole('link', { name: 'Create an account' });

/** A channel and its recording. Every way leads back to them: they are made once for this file's server. */
let recorded: { slug: string; video: string } | undefined;

async function recordVideo(ada: Person, publish: (key: string) => Encoder) {
  await ada.signUp();
  const channel = await ada.makeChannel();
  return { slug: channel.slug, video: await ada.record(channel, publish, 4) };
}

for (const [way, options] of WAYS) {
  test(`signing up leads back to the channel and the video, ${way}`, async ({ person, publish }) => {
    recorded ??= await recordVideo(await person('Ada'), publish);
    const { slug, video } = recorded;
    const home = `/streams/${slug}`;
    const starts: [string, string, (page: Page) => Promise<void>][] = [
      ['the chat', home, (page) => signIn(chat(page)).click()],
      ['the follow button of a channel', home, (page) => follow(page).click()],
      ['the top bar of a channel', home, (page) => signUp(page).click()],
      ['the follow button of a video', `/videos/${video}`, (page) => follow(page).click()],
      ['the top bar of a video with a query', `/videos/${video}?t=2&x=a%20b`, (page) => signUp(page).click()],
    ];
    for (const [what, path, start] of starts) {
      await test.step(what, async () => {
        const visit = new Visit(await person('Bob', options), options);
        const { page } = visit;
        await visit.open(path);
        await start(page);
        await expect(page).toHaveURL(/\/auth\/(login|register)\?next=/);
        if (page.url().includes('/auth/login')) await newAccount(page).click();
        await expect(steps(page)).toContainText('Step 1 of 2');
        await visit.signsUp();
        await expect(steps(page)).toContainText('Step 2 of 2');
        await expect(steps(page).locator('[aria-current="step"]')).toHaveText('Your name');
        await visit.choosesName();
        await expect(page).toHaveURL(path);
        await visit.wakes();
        await expect(button(page, 'Follow')).toBeVisible();
      });
    }
  });

  test(`newcomers just watch for now, and choose their name later, ${way}`, async ({ person }) => {
    const ada = await (await person('Ada')).signUp();
    const { slug } = await ada.makeChannel();
    const visit = new Visit(await person('Bob', options), options);
    const { page } = visit;
    const watch = page.getByRole('main').getByRole('link', { name: 'Just watch for now' });
    await visit.open(`/streams/${slug}`);
    await signUp(page).click();
    await visit.signsUp();
    await watch.click();
    await expect(page).toHaveURL(`/streams/${slug}`);
    await expect(chat(page).getByText('Nobody has said anything yet.')).toBeVisible();
    await expect(chat(page).getByText('Say hello?')).toHaveCount(0);
    await chat(page).getByRole('link', { name: 'choose your name' }).click();
    await visit.choosesName();
    await expect(page).toHaveURL(`/streams/${slug}`);
    await expect(chat(page).getByText('Say hello?')).toBeVisible();
    await expect(new Chat(page).input).toBeVisible();

    // Creators have one step more, and leave it for home.
    await visit.open('/dashboard');
    await expect(steps(page)).toContainText('Step 3 of 3');
    await watch.click();
    await expect(page).toHaveURL('/');
    await expect(page.getByRole('listitem').filter({ hasText: 'Create an account' })).toHaveCount(0);
  });

  test(`the link in the mail leads back, ${way}`, async ({ person, server }) => {
    const ada = await (await person('Ada')).signUp();
    const { slug } = await ada.makeChannel();
    const home = `/streams/${slug}`;
    const confirmed = (page: Page) => page.getByRole('heading', { name: 'Your address is confirmed' });

    // In the browser that signed up, before the name is chosen.
    const bob = new Visit(await person('Bob', options), options);
    await bob.open(home);
    await signUp(bob.page).click();
    await bob.signsUp();
    await bob.open(await server.mailedLink(bob.person.email, 'Confirm your e-mail address'));
    await button(bob.page, 'Confirm address').click();
    await expect(confirmed(bob.page)).toBeVisible();
    await bob.wakes();
    await bob.page.getByRole('main').getByRole('link', { name: 'Choose your name' }).click();
    await bob.choosesName();
    await expect(bob.page).toHaveURL(home);

    // In another browser.
    const eve = new Visit(await person('Eve', options), options);
    await eve.open(home);
    await follow(eve.page).click();
    await newAccount(eve.page).click();
    await eve.signsUp();
    await eve.choosesName();
    await expect(eve.page).toHaveURL(home);
    const other = new Visit(await person('Other', options), options);
    await other.open(await server.mailedLink(eve.person.email, 'Confirm your e-mail address'));
    await button(other.page, 'Confirm address').click();
    await expect(confirmed(other.page)).toBeVisible();
    await other.wakes();
    await other.page.getByRole('main').getByRole('link', { name: 'Sign in and go on' }).click();
    await submit(other.page, { 'E-mail': eve.person.email, Password: eve.person.password }, 'Sign in');
    await expect(other.page).toHaveURL(home);
  });

  test(`a code and a forgotten password lead back, ${way}`, async ({ person, server }) => {
    const ada = await (await person('Ada')).signUp();
    const { slug } = await ada.makeChannel();
    const home = `/streams/${slug}`;
    const { secret } = await ada.post('/api/auth/two-factor', { password: ada.password });
    await ada.put('/api/auth/two-factor', { code: code(secret) });
    const visit = new Visit(await person('Phone', options), options);
    await visit.open(home);
    await signIn(chat(visit.page)).click();
    await expect(visit.page.getByText('You come back to the channel.')).toBeVisible();
    await submit(visit.page, { 'E-mail': ada.email, Password: ada.password }, 'Sign in');
    await expect(visit.page.getByRole('heading', { name: 'One more step' })).toBeVisible();
    await visit.wakes();
    // The code that switched it on does not count twice.
    await submit(visit.page, { Code: code(secret, 1) }, 'Sign in');
    await expect(visit.page).toHaveURL(home);

    const bob = await (await person('Bob')).signUp();
    const forgetful = new Visit(await person('Forgetful', options), options);
    await forgetful.open(home);
    await signIn(chat(forgetful.page)).click();
    await forgetful.page.getByRole('link', { name: 'Forgot your password?' }).click();
    await submit(forgetful.page, { 'E-mail': bob.email }, 'Ask for a link');
    await expect(forgetful.page.getByRole('heading', { name: 'Ask for your link' })).toBeVisible();
    const elsewhere = new Visit(await person('Elsewhere', options), options);
    await elsewhere.open(await server.mailedLink(bob.email, 'Choose a new password'));
    await submit(elsewhere.page, { 'New password': 'quiet copper harbour' }, 'Set password');
    await expect(elsewhere.page.getByText('Your new password is set.')).toBeVisible();
    await elsewhere.wakes();
    await submit(elsewhere.page, { 'E-mail': bob.email, Password: 'quiet copper harbour' }, 'Sign in');
    await expect(elsewhere.page).toHaveURL(home);
  });
}

for (const javaScriptEnabled of [true, false]) {
  const way = javaScriptEnabled ? 'with JavaScript' : 'without JavaScript';

  test(`no address leads to another site, ${way}`, async ({ person, server }) => {
    const ada = await (await person('Ada')).signUp();
    const visit = new Visit(await person('Visitor', { javaScriptEnabled }), { javaScriptEnabled });
    const hostile = ['//evil.example', '/\\evil.example', '/\t/evil.example', 'https://evil.example/', 'javascript:alert(1)', '/.//evil.example'];
    for (const next of [...hostile, ...hostile.map(encodeURIComponent)]) {
      await visit.person.context.clearCookies();
      await visit.open(`/auth/login?next=${encodeURIComponent(next)}`);
      await submit(visit.page, { 'E-mail': ada.email, Password: ada.password }, 'Sign in');
      await expect(visit.page, next).toHaveURL('/');
      await visit.wakes();
      // Who is signed in is led on at once, and no further either.
      await visit.page.goto(`/auth/register?next=${encodeURIComponent(next)}`);
      await expect(visit.page, next).toHaveURL('/');
      expect(new URL(visit.page.url()).origin).toBe(server.url);
    }
  });

  test(`a signed-out user is told why to sign in, ${way}`, async ({ person }) => {
    const ada = await (await person('Ada')).signUp();
    const { slug } = await ada.makeChannel();
    await ada.post('/api/channels', { name: 'Second', slug: `${slug}-second` });
    const visit = new Visit(await person('Visitor', { javaScriptEnabled }), { javaScriptEnabled });
    const page = `/dashboard?channel=${slug}-second`;
    await visit.open(page);
    await expect(visit.page.getByText('Sign in to open your dashboard.')).toBeVisible();
    await submit(visit.page, { 'E-mail': ada.email, Password: ada.password }, 'Sign in');
    await expect(visit.page).toHaveURL(page);
    await visit.page.goto('/dashboard/security?done=nonsense');
    await expect(visit.page.getByRole('heading', { name: 'Security' })).toBeVisible();
    await expect(visit.page.locator('.done-note')).toHaveCount(0);
  });
}

test('an open page says that the server is away, keeps everything, and goes on by itself', async ({ person, publish }) => {
  const ada = await (await person('Ada')).signUp();
  const channel = await ada.makeChannel();
  publish(channel.key);
  await ada.whenLive(channel.slug);
  const bob = await (await person('Bob')).signUp();
  bob.allow(...AWAY);
  const notice = bob.page.getByText("The server can't be reached.");
  const rail = bob.page.getByRole('navigation', { name: 'Channels' }).getByRole('link', { name: channel.name });
  await bob.open('/dashboard/security');
  await expect(rail).toBeVisible();
  await field(bob.page, 'New address').fill('half@an.address');
  await expect(notice).toHaveCount(0);
  await bob.context.setOffline(true);
  await expect(notice).toBeVisible();
  await expect(rail).toBeVisible();
  await bob.context.setOffline(false);
  await expect(notice).toHaveCount(0);
  await expect(rail).toBeVisible();
  await expect(field(bob.page, 'New address')).toHaveValue('half@an.address');
});

test('those who have no username yet are led to choosing one when they sign in', async ({ person }) => {
  const ada = await (await person('Ada')).signUp({ onboard: false });
  const visit = new Visit(await person('Elsewhere'), {});
  const { page } = visit;
  await visit.open('/auth/login?next=/following');
  await submit(page, { 'E-mail': ada.email, Password: ada.password }, 'Sign in');
  await expect(page).toHaveURL('/auth/onboarding?next=/following');
  await visit.wakes();
  await submit(page, { Username: ada.username, 'Display name': ada.name }, 'Continue');
  await expect(page).toHaveURL('/following');
});

test('the list of first steps ticks a title that was given, and not the one that the server begins with', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  await ada.makeChannel();
  await ada.open('/dashboard');
  await expect(field(ada.page, 'Title')).not.toHaveValue('');
  const step = ada.page.getByRole('listitem').filter({ hasText: 'Give the stream a title' });
  await expect(step).toContainText('(to do)');
  await submit(ada.page, { Title: 'Slow radio from the woods' }, 'Save');
  await expect(step).toContainText('(done)');
});

test('the button to go live stands at the edge, however long the name is', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  await ada.makeChannel('The long evening of slow radio, wood and rain');
  await ada.open('/dashboard');
  const bar = ada.page.locator('.studio-bar');
  const edge = async () => {
    const [whole, live] = [await bar.boundingBox(), await button(ada.page, 'Go live').boundingBox()];
    return Math.abs(whole!.x + whole!.width - live!.x - live!.width);
  };
  await expect.poll(edge).toBeLessThan(1);
  const name = (await ada.page.getByRole('heading', { level: 1 }).boundingBox())!;
  const live = (await button(ada.page, 'Go live').boundingBox())!;
  expect(live.x).toBeGreaterThan(name.x + name.width - 1);
});
