// Pages that arrive changed, and pages after their application has died: both still work for the user.
import { Page } from '@playwright/test';
import { violations } from '../support/axe';
import { button, Chat, field, Player } from '../support/pages';
import { reload, stops } from '../support/stopped_page';
import { expect, test } from '../support/test';

/** Changes every document on its way to the browser, as a proxy in between or an extension would; answers whether there was one to change. */
async function rewrite(page: Page, change: (html: string) => string): Promise<() => boolean> {
  let hasChanged = false;
  await page.route(
    () => true,
    async (route) => {
      if (route.request().resourceType() !== 'document') return route.fallback();
      const answer = await route.fetch();
      const html = await answer.text();
      const body = change(html);
      hasChanged ||= body !== html;
      await route.fulfill({ response: answer, body });
    },
  );
  return () => hasChanged;
}

const CHANGES: Record<string, (html: string) => string> = {
  // Cloudflare's "Email Address Obfuscation", on by default.
  'an address becomes a link': (html) =>
    html.replaceAll(
      /(<p[^>]*>[^<]*)ada@example\.org/g,
      '$1<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="543035">[email&#160;protected]</a>',
    ),
  'comments are stripped': (html) => html.replaceAll(/<!--.*?-->|<!>/gs, ''),
  'an element is put in front of the page': (html) => html.replace(/<body([^>]*)>/, '<body$1><div id="extension">hello</div>'),
  'an element is put behind the page': (html) => html.replace('</body>', '<div id="extension">hello</div></body>'),
  'spaces between elements go': (html) => html.replaceAll(/>\s+</g, '><'),
};

for (const [what, change] of Object.entries(CHANGES)) {
  test(`a page arrives changed: ${what}`, async ({ person, publish }) => {
    const ada = await (await person('Ada')).signUp();
    const { id, slug, key } = await ada.makeChannel();
    const about = 'Write to ada@example.org about anything.';
    expect((await ada.context.request.put(`/api/channels/${id}`, { data: { description: about } })).ok()).toBe(true);
    publish(key);
    const bob = await (await person('Bob')).signUp();
    const hasChanged = await rewrite(bob.page, change);
    await ada.whenLive(slug);
    await bob.open(`/streams/${slug}`);
    // Everything on it works: the picture, chat, and the way to other pages.
    expect(hasChanged(), 'the page has what is to be changed').toBe(true);
    const player = new Player(bob.page);
    // A page that the application makes itself is there a moment later.
    await expect(player.video).toHaveAttribute('data-state', 'playing');
    await player.moves(1);
    await new Chat(bob.page).say('hello from behind a proxy');
    await expect(bob.page.getByText(about)).toBeAttached();
    await bob.page.getByRole('link', { name: 'AeThex Live, home' }).click();
    await expect(bob.page).toHaveURL('/');
    await expect(bob.page.getByRole('main')).toHaveCount(1);
  });
}

test('an application that dies says so on every page, and keeps what was typed', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug } = await ada.makeChannel();
  const nobody = await person('Nobody');
  const newcomer = await (await person('Newcomer')).signUp({ onboard: false });
  ada.allow(/panicked|unreachable/);
  nobody.allow(/panicked|unreachable/);
  newcomer.allow(/panicked|unreachable/, /status of 404/);

  await test.step('sign-up: everything but the password', async () => {
    await nobody.open('/auth/register');
    await field(nobody.page, 'E-mail').fill('nobody@example.org');
    await field(nobody.page, 'Password').fill('a secret that nobody keeps');
    await stops(nobody);
    // Words written after the notice came count, too.
    await field(nobody.page, 'E-mail').fill('somebody@example.org');
    const kept = await nobody.page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
    expect(kept).not.toContain('a secret');
    await reload(nobody);
    await expect(field(nobody.page, 'E-mail')).toHaveValue('somebody@example.org');
    await expect(field(nobody.page, 'Password')).toHaveValue('');
  });

  await test.step('onboarding', async () => {
    await newcomer.open('/auth/onboarding');
    await field(newcomer.page, 'Display name').fill('A New Comer');
    await stops(newcomer);
    await reload(newcomer);
    await expect(field(newcomer.page, 'Display name')).toHaveValue('A New Comer');
  });

  await test.step('chat', async () => {
    await ada.open(`/streams/${slug}`);
    const chat = new Chat(ada.page);
    await chat.input.fill('half a sentence');
    await stops(ada);
    await expect(chat.input).toHaveValue('half a sentence');
    await reload(ada);
    await expect(chat.input).toHaveValue('half a sentence');
    // The application knows it, too.
    await chat.input.press('Enter');
    await expect(chat.row('half a sentence')).toHaveCount(1);
  });

  await test.step('dashboard', async () => {
    await ada.open('/dashboard');
    await field(ada.page, 'Title').fill('A title on its way');
    await stops(ada);
    await reload(ada);
    await expect(field(ada.page, 'Title')).toHaveValue('A title on its way');
  });

  await test.step('over a dialog, which is closed then', async () => {
    await button(ada.page, 'New key').click();
    await expect(ada.page.getByRole('dialog')).toBeVisible();
    const notice = await stops(ada);
    await ada.page.keyboard.press('Escape');
    await expect(ada.page.getByRole('dialog')).toBeHidden();
    await expect(notice).toBeVisible();
    await reload(ada);
  });

  for (const path of ['/', '/auth/login', '/dashboard/videos', '/nowhere']) {
    await test.step(path, async () => {
      const somebody = path === '/auth/login' ? nobody : ada;
      somebody.allow(/status of 404/);
      await somebody.open(path);
      await stops(somebody);
      await reload(somebody);
    });
  }

  // The kept text was restored, once.
  expect(await ada.page.evaluate(() => sessionStorage.getItem('aethex-kept') ?? '')).not.toContain('half a sentence');
});

test('where the code of a page is gone, the browser loads the page whole', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  ada.allow(/status of 404/, /WebAssembly/);
  await ada.open('/');
  // As after a restart with another version; the document that comes then names another folder.
  await ada.page.route('**/split_seldom.wasm', (route) => route.fulfill({ status: 404 }), { times: 1 });
  const whole = ada.page.waitForRequest((request) => request.isNavigationRequest());
  await ada.page.getByRole('button', { name: /^Account of/ }).click();
  await ada.page.getByRole('menuitem', { name: 'Security' }).click();
  expect(new URL((await whole).url()).pathname).toBe('/dashboard/security');
  await ada.wakes();
  await expect(ada.page.getByRole('heading', { level: 1 })).toHaveText('Security');
});

test('while the code of a page is on its way, the page before says so', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  await ada.open('/');
  let send = () => {};
  const held = new Promise<void>((resolve) => (send = resolve));
  await ada.page.route('**/split_seldom.wasm', async (route) => {
    await held;
    await route.continue();
  });
  const main = ada.page.getByRole('main');
  const bar = () => ada.page.locator('.frame').evaluate((frame) => getComputedStyle(frame, '::before').opacity);
  await ada.page.getByRole('button', { name: /^Account of/ }).click();
  await ada.page.getByRole('menuitem', { name: 'Security' }).click();
  await expect(main).toHaveAttribute('aria-busy', 'true');
  await expect.poll(bar).toBe('1');
  expect(await violations(ada.page)).toEqual([]);
  send();
  await expect(ada.page.getByRole('heading', { level: 1 })).toHaveText('Security');
  await expect(main).not.toHaveAttribute('aria-busy');
  await expect(ada.page.locator('html')).not.toHaveAttribute('data-loading');
});
