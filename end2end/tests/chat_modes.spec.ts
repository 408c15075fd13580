// Chat modes as people see them: why they can't write, how long they wait, what is pinned and announced.
import { button, Chat } from '../support/pages';
import { expect, test } from '../support/test';

test('modes are said above the input, and their reason where people write', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const channel = await ada.makeChannel();
  const bob = await (await person('Bob')).signUp();
  const [hers, his] = [ada, bob].map(({ page }) => new Chat(page));
  // His device's clock is an hour slow; what he is told goes by the server's.
  await bob.page.addInitScript(() => {
    const now = Date.now;
    Date.now = () => now() - 3_600_000;
  });
  for (const one of [ada, bob]) await one.open(`/streams/${channel.slug}`);
  const banner = bob.page.locator('.chat-modes');
  const command = async (text: string) => {
    await hers.input.fill(text);
    await hers.input.press('Enter');
    await expect(hers.input).toHaveValue('');
  };

  await test.step('slow: the input keeps the text and counts down', async () => {
    await command('/slow 60');
    await expect(banner).toContainText('Slow mode: 60 s');
    await his.say('once a minute');
    await his.input.fill('and once more');
    await expect(bob.page.locator('.chat-hint')).toContainText(/Slow mode\. Your text is kept\. Ready in \d+ s\./);
    await expect(button(bob.page, 'Send')).toBeDisabled();
    await hers.say('the owner is not bound');
    await hers.say('not at all');
    await expect(bob.page.locator('.chat-hint')).toContainText(/Ready in ([1-5]?\d|60|61) s\./);
    await expect(his.input).toHaveValue('and once more');
    // The device corrects its clock, and the count goes on as before.
    const hint = bob.page.locator('.chat-hint');
    const left = async () => Number(/Ready in (\d+) s/.exec((await hint.textContent()) ?? '')?.[1]);
    const before = await left();
    await bob.page.evaluate(() => {
      const slow = Date.now;
      Date.now = () => slow() + 3_600_000;
    });
    await expect.poll(left).toBeLessThan(before);
    await command('/slow off');
    await expect(banner).toHaveCount(0);
    // Nothing is waited for any more.
    await expect(bob.page.locator('.chat-hint')).toHaveText('');
    await expect(button(bob.page, 'Send')).toBeEnabled();
  });

  await test.step('emotes only, no repetitions', async () => {
    const carl = await (await person('Carl')).signUp();
    await carl.open(`/streams/${channel.slug}`);
    const chat = new Chat(carl.page);
    await command('/emoteonly');
    await expect(carl.page.locator('.chat-modes')).toContainText('Emotes and emoji only');
    await chat.input.fill('words');
    await chat.input.press('Enter');
    await expect(carl.page.locator('.chat-hint')).toContainText(/emote/i);
    await expect(chat.input).toHaveValue('words');
    await chat.input.fill(':gg:');
    await chat.input.press('Enter');
    await expect(hers.log.getByRole('img', { name: ':gg:' })).toBeVisible();
    await chat.input.fill('words again');
    await chat.input.press('Enter');
    await expect(carl.page.locator('.chat-hint')).toContainText(/emote/i);
    await command('/emoteonly off');
    await expect(carl.page.locator('.chat-hint')).toHaveText('');
    await expect(chat.input).toHaveValue('words again');
  });

  await test.step('followers only: who does not follow is told so', async () => {
    const dora = await (await person('Dora')).signUp();
    await dora.open(`/streams/${channel.slug}`);
    const { input } = new Chat(dora.page);
    await input.fill('typed before');
    await command('/followers');
    await expect(dora.page.locator('.chat-barred')).toHaveText('Follow the channel to write here');
    await expect(input).toBeHidden();
    await button(dora.page, 'Follow').click();
    await expect(input).toHaveValue('typed before');
    await expect(input).toBeEnabled();
    await command('/followers off');
  });

  await test.step('a viewer has no such commands', async () => {
    await his.input.fill('/');
    await expect(bob.page.getByRole('option').filter({ hasText: '/block' })).toBeVisible();
    await expect(bob.page.getByRole('option').filter({ hasText: '/slow' })).toHaveCount(0);
  });
});

test('the window of a chat that is hidden says so, and keeps what is typed', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const channel = await ada.makeChannel();
  const bob = await (await person('Bob')).signUp();
  bob.allow(/status of 404/);
  const chat = new Chat(bob.page);
  await bob.open(`/embed/${channel.slug}/chat`);
  await chat.say('is this still on');
  await ada.put(`/api/channels/${channel.slug}`, { isPublic: false });
  const hint = bob.page.locator('.chat-hint');
  await expect(hint).toHaveText('This chat is not available any more.');
  await chat.input.fill('hello?');
  await chat.input.press('Enter');
  await expect(hint).toHaveText('This chat is not available any more.');
  await expect(chat.input).toHaveValue('hello?');
});

test('a pinned message, an announcement, and what was deleted', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const channel = await ada.makeChannel();
  const bob = await (await person('Bob')).signUp();
  const chat = new Chat(bob.page);
  await bob.open(`/streams/${channel.slug}`);
  await chat.say('read this');
  const [message] = (await ada.get(`/api/channels/${channel.slug}/messages`)).items;
  await ada.open(`/streams/${channel.slug}`);
  const hers = new Chat(ada.page);
  const command = async (text: string) => {
    await hers.input.fill(text);
    await hers.input.press('Enter');
    await expect(hers.input).toHaveValue('');
  };
  await hers.row('read this').hover();
  await button(ada.page, `Reply to ${bob.name}`).click();
  await command('/pin');
  await expect(ada.page.getByText('The message is pinned.')).toBeVisible();
  await expect(ada.page.locator('.chat-replying')).toHaveCount(0);
  const pinned = bob.page.getByRole('region', { name: 'Pinned message' });
  await expect(pinned).toContainText('read this');
  await command('/announce Starting in five minutes');
  await expect(chat.row('Starting in five minutes')).toHaveClass(/is-announcement/);
  expect((await ada.context.request.delete(`/api/messages/${message.id}`)).status()).toBe(204);
  await expect(chat.row('read this')).toHaveCount(0);
  await expect(hers.row('read this')).toContainText('message deleted');
  await expect(pinned).toHaveCount(0);

  await hers.say('my own last one');
  await command('/pin');
  await expect(pinned).toContainText('my own last one');
  await command('/unpin');
  await expect(pinned).toHaveCount(0);
});
