// What moderators do from a person's card and on the moderation page; two tabs of two people agree on it.
import { violations } from '../support/axe';
import { button, Chat, expectFieldError, field } from '../support/pages';
import { PHONE } from '../support/phone';
import { expect, test } from '../support/test';

test('from the card: a note, all messages, a timeout with a reason, a ban and its end', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const channel = await ada.makeChannel();
  const [mod, tim, troll] = await Promise.all(['Mo', 'Tim', 'Troll'].map(async (name) => (await person(name)).signUp()));
  await ada.post(`/api/channels/${channel.slug}/moderators`, { username: mod.username });
  await ada.post(`/api/channels/${channel.slug}/moderators`, { username: tim.username, permissions: ['ban'] });
  const [hers, his, theirs] = [mod, tim, troll].map(({ page }) => new Chat(page));
  for (const one of [mod, tim, troll]) await one.open(`/streams/${channel.slug}`);
  await theirs.say('first nonsense');
  await theirs.say('second nonsense');
  const open = async (chat: Chat) => {
    await chat.row('nonsense').first().getByRole('link', { name: troll.name }).click();
    return chat.page.getByRole('dialog');
  };

  await test.step('a note is there for the next one who looks', async () => {
    const card = await open(hers);
    await card.getByRole('textbox', { name: 'A note for the moderators' }).fill('Warned once already');
    await button(card, 'Add').click();
    await expect(card).toContainText('Warned once already');
    await expect(card).toContainText('2 messages here');
    expect(await violations(mod.page)).toEqual([]);
    await button(card, 'Close').click();
  });

  await test.step('all messages go at once, and come back', async () => {
    await button(await open(hers), 'Delete all messages').click();
    for (const text of ['first nonsense', 'second nonsense']) await expect(theirs.row(text)).toHaveCount(0);
    await button(mod.page, 'Undo').click();
    for (const chat of [theirs, his]) await expect(chat.row('second nonsense')).toHaveCount(1);
    await expect(his.row('message deleted')).toHaveCount(0);
  });

  await test.step('a timeout with a reason', async () => {
    const card = await open(hers);
    await field(card, 'Reason (they will see it)').fill('enough nonsense');
    await button(card, '1 h').click();
    await expect(troll.page.locator('.chat-barred')).toContainText('enough nonsense');
    const again = await open(hers);
    await expect(again).toContainText(`Timed out by ${mod.name}`);
    await button(again, 'End timeout').click();
    await expect(theirs.input).toBeEnabled();
  });

  await test.step('a moderator who may only ban does that, and lifts it', async () => {
    const card = await open(his);
    await expect(button(card, '10 min')).toHaveCount(0);
    await expect(button(card, 'Delete all messages')).toHaveCount(0);
    await button(card, 'Ban').click();
    await expect(troll.page.locator('.chat-barred')).toContainText('banned from this chat');
    await button(await open(his), 'Unban').click();
    await expect(theirs.input).toBeEnabled();
  });
});

test('on the page: modes, moderators and what they may do, the log and its search', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const channel = await ada.makeChannel();
  const [mod, by] = await Promise.all(['Mo', 'By'].map(async (name) => (await person(name)).signUp()));
  const theirs = new Chat(by.page);
  await by.open(`/streams/${channel.slug}`);
  await ada.open(`/dashboard/moderation?channel=${channel.slug}`);

  await test.step('modes are in force as soon as they are chosen', async () => {
    const modes = ada.page.locator('#modes');
    await field(modes, 'Slow mode: one message every').selectOption({ label: '30 s' });
    await expect(by.page.locator('.chat-modes')).toContainText('Slow mode: 30 s');
    await field(modes, 'Slow mode: one message every').selectOption('off');
    await expect(ada.page.locator('#log')).toContainText('changed the chat modes: slow mode 30 s');
    await expect(ada.page.locator('#log')).toContainText('changed the chat modes: slow mode off');
    await field(modes, 'Followers only, after following for').selectOption({ label: '10 min' });
    await expect(by.page.locator('.chat-barred')).toContainText('Follow the channel');
    await field(modes, 'Followers only, after following for').selectOption('off');
    // News of other modes do not take back a choice that is on its way.
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    await ada.page.route('**/_fn/**/change_filters', async (route) => {
      await released;
      await route.continue();
    });
    await field(modes, 'No repetitions').check();
    await ada.put(`/api/channels/${channel.slug}/filters`, { modes: { slowSeconds: 5 } });
    await expect(field(modes, 'Slow mode: one message every')).toHaveValue('5');
    await expect(field(modes, 'No repetitions')).toBeChecked();
    release();
    await expect(by.page.locator('.chat-modes')).toContainText('No repetitions');
    await ada.page.unroute('**/_fn/**/change_filters');
    await field(modes, 'No repetitions').uncheck();
    await field(modes, 'Slow mode: one message every').selectOption('off');
    await expect(by.page.locator('.chat-modes')).toHaveCount(0);
    await field(modes, 'Emotes and emoji only').check();
    await expect(by.page.locator('.chat-modes')).toContainText('Emotes and emoji only');
    await field(modes, 'Emotes and emoji only').uncheck();
    await button(modes, 'Lock the chat down').click();
    await expect(by.page.locator('.chat-barred')).toContainText('Only moderators can write');
    await button(modes, 'End lockdown').click();
    await expect(theirs.input).toBeEnabled();
    expect(await violations(ada.page)).toEqual([]);
  });

  await test.step('a moderator is added, limited at once, and steps down', async () => {
    await field(ada.page, 'Username').fill(mod.username);
    await button(ada.page, 'Make moderator').click();
    const list = ada.page.locator('#moderators');
    await expect(list).toContainText(mod.name);
    await mod.open(`/streams/${channel.slug}`);
    await theirs.say('hello there');
    const chat = new Chat(mod.page);
    await chat.row('hello there').hover();
    await expect(mod.page.getByRole('button', { name: `Ban: ${by.name}` })).toBeVisible();
    await list.getByText('What they may do').click();
    await field(list, 'Ban people').uncheck();
    await expect(ada.page.getByText('Saved. It counts from now on.')).toBeVisible();
    // Adding them once more gives nothing back that was taken.
    await field(ada.page, 'Username').fill(mod.username);
    await button(ada.page, 'Make moderator').click();
    await expect(ada.page.getByText(`${mod.name} is already a moderator.`)).toBeVisible();
    await expect(list.getByRole('link', { name: mod.name })).toBeFocused();
    await expect(field(list, 'Ban people')).not.toBeChecked();
    await mod.page.mouse.move(0, 0);
    await chat.row('hello there').hover();
    await expect(mod.page.getByRole('button', { name: `Time out for 10 minutes: ${by.name}` })).toBeVisible();
    await expect(mod.page.getByRole('button', { name: `Ban: ${by.name}` })).toHaveCount(0);

    await mod.open(`/dashboard/moderation?channel=${channel.slug}`);
    await button(mod.page, 'Step down as a moderator').click();
    await button(mod.page.getByRole('dialog'), 'Step down').click();
    await mod.page.waitForURL('/');
  });

  await test.step('the log has it, finds it and takes it back', async () => {
    const log = ada.page.locator('#log');
    await expect(log).toContainText(`made ${mod.name} a moderator`);
    await log.getByRole('searchbox').fill('lock');
    await button(log, 'Search').click();
    await expect(log.getByRole('listitem')).toHaveCount(2);
    await log.getByRole('searchbox').fill('nothing of the sort');
    await button(log, 'Search').click();
    await expect(log).toContainText('The log has nothing with');
    await log.getByRole('searchbox').fill(`made ${mod.name} moderator`);
    await button(log, 'Search').click();
    await expect(log.getByRole('listitem')).toHaveCount(1);
    await expect(log).toContainText('the newest 20K entries');
    await log.getByRole('searchbox').fill('change modes');
    await button(log, 'Search').click();
    const last = log.getByRole('listitem').first();
    await last.getByRole('button', { name: /^Undo: changed the chat modes/ }).click();
    await expect(log.getByRole('heading', { name: 'Log' })).toBeFocused();
    await expect(log.getByRole('listitem').filter({ hasText: 'undone' })).toHaveCount(1);
    await expect(by.page.locator('.chat-modes')).toContainText('Emotes and emoji only');
    await log.getByRole('searchbox').fill('');
    await button(log, 'Search').click();
    await expect(log).toContainText(`${ada.name} undid a change of the chat modes`);
  });

  await test.step('two tabs agree on who moderates, and on what they may do', async () => {
    const here = ada.page.locator('#moderators');
    const other = await ada.context.newPage();
    await ada.open(`/dashboard/moderation?channel=${channel.slug}`, other);
    const there = other.locator('#moderators');
    await field(here, 'Username').fill(by.username);
    await button(here, 'Make moderator').click();
    for (const list of [here, there]) {
      await expect(list).toContainText(by.name);
      await list.getByText('What they may do').click();
      await expect(field(list, 'Pin messages')).toBeChecked();
    }
    await field(there, 'Pin messages').uncheck();
    await expect(field(here, 'Pin messages')).not.toBeChecked();
    await field(here, 'Announce').uncheck();
    await expect(field(there, 'Announce')).not.toBeChecked();
    await expect(field(there, 'Pin messages')).not.toBeChecked();
    await button(there, 'Remove').click();
    await button(other.getByRole('dialog'), 'Remove').click();
    for (const list of [here, there]) await expect(list).toContainText('No moderators yet');
    await expect(there.getByRole('heading', { name: 'Moderators' })).toBeFocused();
    await other.close();
  });

  await test.step('a channel that the user does not moderate is not found', async () => {
    ada.allow(/status of 404/);
    await ada.open('/dashboard/moderation?channel=no-such-channel');
    await expect(ada.page.getByRole('heading', { level: 1 })).toHaveText('Not found');
  });
});

test('what the owner takes from a moderator goes from the open page at once', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const channel = await ada.makeChannel();
  const [mod, troll] = await Promise.all(['Mo', 'Troll'].map(async (name) => (await person(name)).signUp()));
  const allow = (permissions?: string[]) => ada.post(`/api/channels/${channel.slug}/moderators`, { username: mod.username, permissions });
  await allow();
  await ada.post(`/api/channels/${channel.slug}/bans`, { userId: troll.username, reason: 'spam' });
  // What is read just as it may not be read any more is refused, which the page shows by itself.
  mod.allow(/status of 40[34]/);
  await mod.open(`/dashboard/moderation?channel=${channel.slug}`);
  const [log, bans, modes] = ['#log', '#bans', '#modes'].map((tile) => mod.page.locator(tile));
  const jumps = mod.page.getByRole('navigation', { name: 'On this page' }).getByRole('link');
  await expect(jumps).toHaveText(['Held', 'Reports', 'Appeals', 'Bans', 'Modes', 'Filters', 'Log']);
  await jumps.filter({ hasText: 'Log' }).press('Enter');
  await expect(log.getByRole('heading', { name: 'Log' })).toBeFocused();
  await expect(log.getByRole('heading', { name: 'Log' })).toBeInViewport();
  const undo = log.getByRole('button', { name: /^Undo: banned/ });
  for (const one of [undo, button(bans, 'Unban')]) await expect(one).toBeVisible();
  await expect(field(modes, 'No repetitions')).toBeEnabled();

  await test.step('buttons that are not allowed any more', async () => {
    await allow(['view_log']);
    await expect(button(bans, 'Unban')).toHaveCount(0);
    await expect(undo).toHaveCount(0);
    await expect(log).toContainText('spam');
    await expect(field(modes, 'No repetitions')).toBeDisabled();
    for (const tile of ['#holds', '#appeals']) await expect(mod.page.locator(tile)).toHaveCount(0);
  });

  await test.step('lists that may not be read any more, and are back when they may', async () => {
    await allow(['ban']);
    for (const tile of ['#reports', '#log']) await expect(mod.page.locator(tile)).toHaveCount(0);
    await expect(jumps).toHaveText(['Appeals', 'Bans', 'Modes', 'Filters']);
    await expect(button(bans, 'Unban')).toBeVisible();
    await allow(['view_log', 'ban']);
    await expect(log).toContainText('spam');
    await expect(undo).toBeVisible();
    await expect(mod.page.locator('.toast')).toHaveCount(0);
  });

  await test.step('all of it, once they moderate no more', async () => {
    await ada.context.request.delete(`/api/channels/${channel.slug}/moderators/${mod.username}`);
    await expect(mod.page.getByText('You don’t moderate this channel any more')).toBeVisible();
    await expect(mod.page.locator('.moderation')).toHaveCount(0);
    await expect(mod.page.locator('.toast')).toHaveCount(0);
  });

  await test.step('and it is back as it is by now, once they moderate again', async () => {
    await ada.put(`/api/channels/${channel.slug}/filters`, { modes: { slowSeconds: 5 } });
    await allow(['view_log', 'ban']);
    await expect(log).toContainText('spam');
    await expect(button(bans, 'Unban')).toBeVisible();
    await expect(field(modes, 'Slow mode: one message every')).toHaveValue('5');
    await expect(mod.page.getByText('You don’t moderate this channel any more')).toHaveCount(0);
  });
});

test('numbers of the filters are checked, and what a trial has found goes with its filters', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const channel = await ada.makeChannel();
  await ada.open(`/dashboard/moderation?channel=${channel.slug}`);
  const filters = ada.page.locator('#filters');
  const percent = field(filters, 'Minimum % capitals');
  const trial = button(filters, 'Try it on the past day');
  const save = async () => {
    await button(filters, 'Save').click();
    await expect(ada.page.getByText('The filters are saved').last()).toBeVisible();
  };

  await test.step('a number that cannot be is marked, and nothing is sent', async () => {
    await field(filters, 'Refuse').fill('durian');
    for (const wrong of ['abc', '300', '']) {
      await percent.fill(wrong);
      await button(filters, 'Save').click();
      await expectFieldError(ada.page, 'Minimum % capitals', 'Choose a number from 1 to 100.', wrong);
    }
    await trial.click();
    await expect(percent).toBeFocused();
    await expect(field(filters, 'Refuse')).toHaveValue('durian');
    await percent.fill('70');
  });

  await test.step('what was found goes when the form changes, and does not come late', async () => {
    await trial.click();
    await expect(filters).toContainText('would have held 0 messages');
    await field(filters, 'Refuse').fill('medlar');
    await expect(filters).not.toContainText('would have held');
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    await ada.page.route('**/_fn/**/try_rules', async (route) => {
      await released;
      await route.continue();
    });
    await trial.click();
    await field(filters, 'Refuse').fill('durian');
    const late = ada.page.waitForResponse(/try_rules/);
    release();
    await (await late).finished();
    // Two frames later the page has dealt with the answer.
    await ada.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await expect(trial).toBeEnabled();
    await expect(filters).not.toContainText('would have held');
  });

  await test.step('what the saved filters say of a text goes when others are saved', async () => {
    await save();
    await field(filters, 'Test a message').fill('a durian');
    await button(filters, 'Test').click();
    await expect(filters).toContainText('It would be refused');
    await field(filters, 'Refuse').fill('medlar');
    await save();
    await expect(filters).not.toContainText('It would be refused');
  });
});

test('the filters follow another moderator, and keep what was typed', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const channel = await ada.makeChannel();
  await ada.open(`/dashboard/moderation?channel=${channel.slug}`);
  const filters = ada.page.locator('#filters');
  const change = (rules: object) => ada.put(`/api/channels/${channel.slug}/filters`, rules);

  await change({ blockedTerms: [{ pattern: 'durian', action: 'refuse' }], links: 'hold' });
  await expect(field(filters, 'Refuse')).toHaveValue('durian');
  await expect(field(filters, 'A message with a link')).toHaveValue('hold');

  await field(filters, 'Refuse').fill('durian\nkumquat');
  await change({ blockedTerms: [{ pattern: 'durian', action: 'refuse' }, { pattern: 'medlar', action: 'refuse' }], links: 'refuse' });
  await expect(filters).toContainText('Refuse: added “medlar”');
  await expect(field(filters, 'Refuse')).toHaveValue('durian\nkumquat');
  await expect(field(filters, 'A message with a link')).toHaveValue('refuse');
  expect(await violations(ada.page)).toEqual([]);
  await button(filters, 'Save').click();
  await expect(ada.page.getByText('The filters are saved')).toBeVisible();
  await expect(filters).not.toContainText('medlar');
  const { blockedTerms, links } = await ada.get(`/api/channels/${channel.slug}/filters`);
  expect(blockedTerms.map((term: { pattern: string }) => term.pattern)).toEqual(['durian', 'kumquat']);
  expect(links).toBe('refuse');
});

test('a very long name leaves the page as wide as the phone', async ({ person }) => {
  const ada = await (await person('Ada', PHONE)).signUp();
  const channel = await ada.makeChannel();
  const by = await (await person('By')).signUp();
  const troll = await (await person('Troll')).signUp({ onboard: false });
  await troll.post('/api/auth/onboard', { username: troll.username, displayName: 'W'.repeat(50) });
  await by.post('/api/reports', { userId: troll.username, channelId: channel.slug, reason: 'That name' });
  await ada.post(`/api/channels/${channel.slug}/bans`, { userId: troll.username });
  const width = () => ada.page.evaluate(() => document.scrollingElement!.scrollWidth);
  await ada.open(`/dashboard/moderation?channel=${channel.slug}`);
  await expect(button(ada.page, `${'W'.repeat(50)}’s card`)).toBeVisible();
  expect(await width()).toBeLessThanOrEqual(390);
  await button(ada.page, `${'W'.repeat(50)}’s card`).click();
  await expect(ada.page.getByRole('dialog')).toContainText('0 messages here');
  expect(await width()).toBeLessThanOrEqual(390);
});
