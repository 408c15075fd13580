// A page changes while a menu, a dialog or a half-written message is open: that may close, but the page keeps working.
import { Locator, Page } from '@playwright/test';
import { account, dialog, dragged, focused, keys, Open, quality, speed, typed } from '../support/openers';
import { button, ChannelPage, Chat, Dashboard, field, Player, VideoPage } from '../support/pages';
import { OFTEN, Person } from '../support/person';
import { expect, test } from '../support/test';

// If its encoder does not come back, a stream ends within the test's time limit.
test.use({ settings: { AETHEX_RECONNECT_GRACE: '10s' } });

/** Enough of a picture; many pages show it at once. */
const SMALL = { width: 320, height: 180 };
/** Chromium's own lines about a playlist or a part that is missing while no encoder sends. */
const NO_PLAYLIST = /Failed to load resource: the server responded with a status of (404|503) .*\/hls\//;

declare global {
  interface Window {
    /** Set by the test; gone if the page was loaded anew. */
    marker?: string;
  }
}

interface Tab {
  what: string;
  page: Page;
  open: Open;
}

/** The page answers: what is open closes, a button of its frame does what it says, and nothing was loaded anew. */
async function answers(page: Page, what: string) {
  await page.mouse.up();
  await page.keyboard.press('Escape');
  const rail = page.getByRole('button', { name: /^(Collapse|Expand) sidebar$/ });
  const before = await rail.getAttribute('aria-label');
  await rail.click();
  await expect(rail, `${what}: its controls answer`).not.toHaveAttribute('aria-label', before!, { timeout: 10_000 });
  expect(await page.evaluate(() => window.marker), `${what}: the same page`).toBe('the same page');
}

/** The speaker sends a chat message, and each of these pages shows it. */
async function hear(speaker: Person, stream: string, words: string, tabs: Tab[]) {
  await speaker.post('/api/messages', { streamId: stream, content: words });
  const heard = ({ page, what }: Tab) => expect(new Chat(page).row(words), `${what}: chat goes on`).toHaveCount(1, { timeout: 15_000 });
  await Promise.all(tabs.map(heard));
}

async function mark(page: Page) {
  await page.evaluate(() => (window.marker = 'the same page'));
}

test('the stream breaks, comes back, ends and starts again under whatever is open', async ({ person, publish }) => {
  test.setTimeout(420_000);
  const [ada, bob, eve] = [await (await person('Ada')).signUp(), await (await person('Bob')).signUp(), await person('Eve')];
  for (const somebody of [ada, bob, eve]) somebody.allow(NO_PLAYLIST);
  const channel = await ada.makeChannel();
  const stream = async () => (await ada.get(`/api/channels/${channel.slug}`)).stream;
  let encoder = publish(channel.key, SMALL);
  await expect.poll(async () => (await stream())?.dvrUrl, { timeout: 60_000, intervals: OFTEN }).toBeTruthy();

  const first = await stream();

  const tabs: Tab[] = [];
  const tab = async (somebody: Person, path: string, what: string, open: Open) => {
    const page = tabs.some((tab) => tab.page === somebody.page) ? await somebody.context.newPage() : somebody.page;
    await somebody.open(path, page);
    await mark(page);
    tabs.push({ what, page, open });
    return page;
  };
  const watched = `/streams/${channel.slug}`;
  await tab(bob, watched, 'quality menu', quality);
  await tab(bob, watched, 'keyboard sheet', keys);
  await tab(bob, watched, 'dragged bar', dragged);
  await tab(ada, '/dashboard', 'end dialog', dialog('End stream'));
  await tab(ada, '/dashboard', 'new key dialog', dialog('New key'));
  const home = await tab(eve, '/', 'focused preview', focused('Pause'));

  const viewers = tabs.slice(0, 3).map(({ page }) => new ChannelPage(page));
  const studios = tabs.slice(3, 5).map(({ page }) => new Dashboard(page));
  const together = <Each>(of: Each[], act: (each: Each) => Promise<unknown>) => Promise.all(of.map(act));
  const live = () => together([...viewers, ...studios, { player: new Player(home) }], ({ player }) => player.moves(0.3));
  const ended = async () => {
    await together(viewers, ({ ended }) => expect(ended).toBeVisible());
    await expect(home.getByText('Nobody is live right now')).toBeVisible();
  };
  await live();

  const changes: [string, () => Promise<void>][] = [
    ['the encoder drops', async () => {
      await encoder.stop();
      await together(viewers, ({ player }) => expect(player.video).toHaveAttribute('data-state', 'reconnecting'));
      await together(studios, ({ waiting }) => expect(waiting).toBeVisible());
      // Viewers who came while the stream was live read it, too.
      await expect.soft(viewers[0].page.getByText(/^Waiting for .* to reconnect/)).toBeVisible();
    }],
    ['the encoder comes back', async () => {
      encoder = publish(channel.key, SMALL);
      await together(studios, ({ onAir }) => expect(onAir).toBeVisible());
      await live();
    }],
    ['the owner ends the stream', async () => {
      await ada.post(`/api/streams/${(await stream()).id}/end`);
      await ended();
      await together(studios, ({ ready }) => expect(ready).toBeVisible());
    }],
    ['it goes live again', async () => {
      await ada.post(`/api/streams/${channel.slug}/start`);
      await live();
    }],
    ['the server ends it without its encoder', async () => {
      await encoder.stop();
      await ended();
    }],
  ];
  const opened = new Set<string>();
  for (const [change, happens] of changes) {
    await test.step(change, async () => {
      await together(tabs, async ({ page, what, open }) => (await open(page)) && opened.add(what));
      await happens();
      await hear(ada, first.id, `after ${change}`, tabs.slice(0, 5));
      await together(tabs, ({ page, what }) => answers(page, `${what}, ${change}`));
    });
  }
  expect([...opened].sort(), 'each was open at a change').toEqual(tabs.map(({ what }) => what).sort());
});

test('links and the way back lead out of whatever is open', async ({ person, publish }) => {
  test.setTimeout(420_000);
  const ada = await (await person('Ada')).signUp();
  ada.allow(NO_PLAYLIST);
  const { page } = ada;
  const channel = await ada.makeChannel();
  const video = await ada.record(channel, (key) => publish(key, SMALL), 8);
  publish(channel.key, SMALL);
  const stream = async () => (await ada.get(`/api/channels/${channel.slug}`)).stream;
  await expect.poll(async () => (await stream())?.dvrUrl, { timeout: 60_000, intervals: OFTEN }).toBeTruthy();
  const { id } = await stream();
  const [watched, recorded] = [`/streams/${channel.slug}`, `/videos/${video}`];

  await ada.open('/');
  await mark(page);
  const home = page.getByRole('link', { name: 'AeThex Live, home' });
  const arrived: Record<string, () => Promise<unknown>> = {
    '/': () => expect(page.getByRole('region', { name: 'Most watched' })).toBeVisible(),
    [watched]: () => new ChannelPage(page).player.moves(0.3),
    [recorded]: () => new VideoPage(page).player.moves(0.3),
    '/dashboard': () => expect(new Dashboard(page).onAir).toBeVisible(),
    '/dashboard/videos': () => expect(page.getByRole('button', { name: /^Delete / })).toBeVisible(),
  };
  const at = async (path: string) => {
    await expect(page).toHaveURL(path);
    await arrived[path]();
  };
  const link = (path: string) => page.locator(`main a[href="${path}"]:visible, .rail a[href="${path}"]`).first();
  const go = async (...ways: (Locator | (() => Promise<void>))[]) => {
    for (const way of ways) await (typeof way === 'function' ? way() : way.click());
  };

  /** From home to the page, there something is opened; away by the browser's button and, unless it holds the mouse, by a link. */
  const leaves = async (path: string, there: () => Promise<void>, opened: Record<string, Open>, holding: Record<string, Open> = {}) => {
    await test.step(path, async () => {
      for (const [what, open] of Object.entries({ ...opened, ...holding })) {
        for (const away of what in holding ? ['back'] : ['back', 'link']) {
          await there();
          await at(path);
          await expect.poll(() => open(page), `${what} opens`).toBe(true);
          await (away === 'back' ? page.goBack() : home.click());
          await expect(page, `${what}, ${away}`).not.toHaveURL(path);
          await answers(page, `${what}, away by ${away}`);
          await home.click();
          await at('/');
        }
      }
    });
  };

  await leaves(watched, () => go(link(watched)), { 'quality menu': quality, 'account menu': account, 'a draft': typed('Your message') }, { 'dragged bar': dragged, 'keyboard sheet': keys });
  await leaves(recorded, () => go(link(watched), page.getByRole('region', { name: 'Videos' }).getByRole('link').last()), { 'speed menu': speed, 'quality menu': quality }, { 'keyboard sheet': keys });
  const dashboard = () => go(page.getByRole('link', { name: 'Go live' }).first());
  await leaves('/dashboard', dashboard, { title: typed('Title') }, { 'end dialog': dialog('End stream'), 'new key dialog': dialog('New key') });
  const library = async () => go(dashboard, page.getByRole('navigation', { name: 'Dashboard' }).getByRole('link', { name: 'Videos' }));
  const edit: Open = async (page) => {
    await page.getByRole('button', { name: /^Edit / }).click();
    await field(page, 'Title').click();
    return true;
  };
  const deletion: Open = async (page) => {
    await page.getByRole('button', { name: /^Delete / }).click();
    await field(page, 'Title of the video').fill('half of');
    return true;
  };
  await leaves('/dashboard/videos', library, { 'edit form': edit }, { 'delete dialog': deletion });
  await go(link(watched));
  await hear(ada, id, 'after all those ways', [{ what: 'the last page', page, open: quality }]);

  await test.step('from one recording to another', async () => {
    await ada.post(`/api/streams/${id}/end`);
    const archived = async () => (await ada.get(`/api/channels/${channel.slug}/vod`)).items.filter((video: any) => video.isArchived).length;
    await expect.poll(archived, { timeout: 60_000, intervals: OFTEN }).toBe(2);
    await ada.open(recorded);
    await mark(page);
    await new VideoPage(page).player.moves(0.3);
    await quality(page);
    await page.getByRole('main').locator(`a[href="/videos/${id}"]`).last().click();
    await expect(page).toHaveURL(`/videos/${id}`);
    await new VideoPage(page).player.moves(0.3);
    // A button of the new page, not of the one before.
    await button(page, 'Copy the link to this video').click();
    await answers(page, 'another recording');
    await page.goBack();
    await expect(page).toHaveURL(recorded);
    await new VideoPage(page).player.moves(0.3);
  });
});

test('signing out elsewhere, and a channel that is deleted', async ({ person, publish }) => {
  test.setTimeout(240_000);
  const [ada, bob] = [await (await person('Ada')).signUp(), await (await person('Bob')).signUp()];
  // A signed-out user is told so, and a deleted channel has neither playlists nor a page.
  for (const somebody of [ada, bob]) somebody.allow(NO_PLAYLIST, /status of (401|403|404|500)/);
  const channel = await ada.makeChannel();
  await bob.makeChannel();
  publish(channel.key, SMALL);
  const { id } = await ada.whenLive(channel.slug);

  const opens: [string, string, Open][] = [
    [`/streams/${channel.slug}`, 'account menu', account],
    [`/streams/${channel.slug}`, 'a draft', typed('Your message')],
    ['/dashboard', 'new key dialog', dialog('New key')],
  ];
  const tabs: Tab[] = [];
  for (const [path, what, open] of opens) {
    const page = tabs.length ? await bob.context.newPage() : bob.page;
    await bob.open(path, page);
    await mark(page);
    await expect.poll(() => open(page), `${what} opens`).toBe(true);
    tabs.push({ page, what, open });
  }
  await test.step('signed out in another tab', async () => {
    expect((await bob.context.request.post('/api/auth/logout')).ok()).toBe(true);
    await hear(ada, id, 'are you still there?', tabs.slice(0, 2));
    await button(tabs[2].page.getByRole('dialog'), 'Make a new key').click();
    await expect(tabs[2].page.locator('.toast')).toBeVisible();
    for (const { page, what } of tabs) await answers(page, `${what}, signed out`);
  });

  await test.step('the channel is deleted', async () => {
    const [{ page }] = tabs;
    await quality(page);
    expect((await ada.context.request.delete(`/api/channels/${channel.id}`)).ok()).toBe(true);
    for (const { page, what } of tabs.slice(0, 2)) {
      await expect(page.getByText('There is no such channel'), what).toBeVisible();
      // It was loaded anew.
      await bob.wakes(page);
      await mark(page);
      await expect(page.getByRole('navigation', { name: 'Channels' }).getByRole('link')).toHaveCount(0);
      await answers(page, `${what}, deleted`);
    }
  });
});

test('from one channel to another, and their stream managers', async ({ person, publish }) => {
  test.setTimeout(240_000);
  const [ada, eve, bob] = [await (await person('Ada')).signUp(), await (await person('Eve')).signUp(), await (await person('Bob')).signUp()];
  bob.allow(NO_PLAYLIST, /WebSocket connection to .* failed/, /net::ERR_INTERNET_DISCONNECTED/);
  const [first, next] = [await ada.makeChannel(), await eve.makeChannel()];
  const second = await ada.post('/api/channels', { name: 'Second', slug: `${first.slug}-second` });
  for (const { key } of [first, next]) publish(key, SMALL);
  const idOf = async (slug: string) => (await ada.get(`/api/channels/${slug}`)).stream?.id;
  for (const { slug } of [first, next]) await ada.whenLive(slug);
  const { page } = bob;
  const watching = new ChannelPage(page);
  const rail = (slug: string) => page.locator(`.rail a[href="/streams/${slug}"]`);

  /** It plays, one can talk in it, and its buttons are its own. */
  const isWhole = async (speaker: Person, slug: string, what: string) => {
    await expect(page).toHaveURL(`/streams/${slug}`);
    await watching.player.moves(0.3);
    await hear(speaker, await idOf(slug), `seen ${what}`, [{ what, page, open: quality }]);
    await watching.chat.say(`said ${what}`);
    await button(page, 'Hide chat').click();
    await button(page, 'Show chat').click();
    await expect(watching.chat.input).toBeVisible();
    await button(page, 'Copy the link to this channel').click();
    await answers(page, what);
  };

  await test.step('both live, with the quality menu open', async () => {
    await bob.open(`/streams/${first.slug}`);
    await mark(page);
    await watching.player.moves(0.3);
    await quality(page);
    await rail(next.slug).click();
    await isWhole(eve, next.slug, 'the next channel');
    await page.goBack();
    await isWhole(ada, first.slug, 'the first channel');
  });

  await test.step('the socket breaks while the next one is on its way', async () => {
    await page.locator('.rail').hover();
    await watching.chat.input.fill('half a sentence');
    // The channel comes, its videos don't yet.
    let videos = () => {};
    const held = new Promise<void>((resolve) => (videos = resolve));
    await page.route('**/_fn/**/of_channel', async (route) => {
      await held;
      await route.continue();
    });
    const channel = page.waitForResponse('**/_fn/**/get_channel');
    await rail(next.slug).click();
    await channel;
    await bob.context.setOffline(true);
    await expect.poll(() => page.evaluate(() => navigator.onLine)).toBe(false);
    await bob.context.setOffline(false);
    videos();
    await isWhole(eve, next.slug, 'the next channel without a socket');
  });

  await test.step('the stream manager of another channel, with a dialog open', async () => {
    const { page } = ada;
    const pick = async (now: string, next: string) => {
      await button(page, `Channel: ${now}`).click();
      await page.getByRole('menuitem', { name: next }).click();
    };
    const heading = page.getByRole('heading', { level: 1 });
    await ada.open('/dashboard');
    await mark(page);
    await pick(first.name, second.name);
    await expect(heading).toHaveText(second.name);
    for (const [opened, open] of Object.entries({ 'end dialog': dialog('End stream'), 'new key dialog': dialog('New key') })) {
      await pick(second.name, first.name);
      await expect(heading).toHaveText(first.name);
      await new Dashboard(page).player.moves(0.3);
      await expect.poll(() => open(page), `${opened} opens`).toBe(true);
      await page.goBack();
      await expect(heading).toHaveText(second.name);
      await expect(page.getByRole('dialog'), opened).toBeHidden();
      await button(page, 'Show stream key').click();
      await expect(new Dashboard(page).key).not.toHaveText(/•/);
      await dialog('New key')(page);
      await answers(page, `another channel after the ${opened}`);
    }
  });
  for (const [owner, { slug }] of [[ada, first], [eve, next]] as const) await owner.post(`/api/streams/${await idOf(slug)}/end`);
});
