// Whatever happened meanwhile, everybody who looks at a chat sees the same: no message twice, none missing, none that was deleted.
import { Page } from '@playwright/test';
import { Chat } from '../support/pages';
import { expect, test } from '../support/test';

interface Shown {
  rows: string[];
  modes: string;
  pinned: string;
  people: string;
}

/** What a page shows of the chat. */
async function shown(page: Page): Promise<Shown> {
  const text = async (selector: string) => (await page.locator(selector).allInnerTexts()).join();
  // Moderators see besides that there was a message, as long as the page is open.
  const rows = await new Chat(page).log.locator('.chat-words:not(:has(.chat-deleted))').allTextContents();
  return { rows, modes: await text('.chat-modes'), pinned: await text('.chat-pinned p'), people: await text('.chat-total .tabular-nums') };
}

async function expectAgreement(pages: Page[], last: string) {
  await expect
    .poll(async () => {
      const [first, ...others] = await Promise.all(pages.map(shown));
      const different = others.filter((other) => JSON.stringify(other) !== JSON.stringify(first));
      return different.length === 0 && first.rows.at(-1) === last ? 'all alike' : JSON.stringify([first, ...different]);
    })
    .toBe('all alike');
  const { rows } = await shown(pages[0]);
  expect(new Set(rows).size).toBe(rows.length);
}

test('two tabs and a fresh one agree after drops, deletions and changed modes', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug } = await ada.makeChannel();
  const bob = await (await person('Bob')).signUp();
  const carl = await (await person('Carl')).signUp();
  for (const one of [ada, bob, carl]) await one.open(`/streams/${slug}`);
  const [hers, his] = [ada, bob].map(({ page }) => new Chat(page));
  const url = `/api/channels/${slug}`;
  const stored = async (content: string) => {
    const { items } = await ada.get(`${url}/messages`);
    return items.find((message: { content: string }) => message.content === content);
  };
  const drop = async (path: string) => expect((await ada.context.request.delete(path)).status()).toBe(204);
  for (const text of ['one', 'two', 'three']) await hers.say(text);
  for (const text of ['mine', 'mine, too']) await his.say(text);
  await expectAgreement([ada.page, bob.page, carl.page], 'mine, too');

  await test.step('what Carl misses while his line is down', async () => {
    // Chromium complains of what a page without a line can't load.
    carl.allow(/./);
    await carl.context.setOffline(true);
    await expect(carl.page.locator('.chat-hint')).toContainText('Reconnecting');
    for (const text of ['four', 'five', 'six']) await hers.say(text);
    await drop(`/api/messages/${(await stored('two')).id}`);
    await drop(`/api/messages/${(await stored('five')).id}`);
    await drop(`${url}/users/${(await stored('mine')).user.id}/messages`);
    await ada.put(`${url}/pinned`, { messageId: (await stored('six')).id });
    await hers.input.fill('/unique');
    await hers.input.press('Enter');
    await hers.say('seven');
    await expectAgreement([ada.page, bob.page], 'seven');
    await carl.context.setOffline(false);
  });

  const dora = await person('Dora');
  await dora.open(`/streams/${slug}`);
  await expectAgreement([ada.page, bob.page, carl.page, dora.page], 'seven');
  expect((await shown(dora.page)).rows).toEqual(['one', 'three', 'four', 'six', 'seven']);

  await test.step('after all of them lost their line at once', async () => {
    const all = [ada, bob, carl, dora];
    for (const one of all) {
      one.allow(/./);
      await one.context.setOffline(true);
    }
    for (const one of all) await expect(one.page.getByText("The server can't be reached.")).toBeVisible();
    for (const one of all) await one.context.setOffline(false);
    await hers.say('eight');
    await drop(`/api/messages/${(await stored('seven')).id}`);
    await expectAgreement(
      all.map(({ page }) => page),
      'eight',
    );
  });
});
