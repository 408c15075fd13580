// Time from pressing Enter until the message is shown in another browser, both by this machine's clock. A stream is on air and plays in
// both browsers, as in real use.
import { Page } from '@playwright/test';
import { ChannelPage } from '../support/pages';
import { expect, test } from '../support/test';
import { report } from './figures';

const MESSAGES = 30;

declare global {
  interface Window {
    sentAt: number;
    seenAt: Map<string, number>;
  }
}

const noteSending = (page: Page) =>
  page.evaluate(() => addEventListener('keydown', (event) => event.key === 'Enter' && (window.sentAt = Date.now()), true));

const noteSeeing = (page: Page) =>
  page.evaluate(() => {
    window.seenAt = new Map();
    const log = document.querySelector('[role=log]')!;
    new MutationObserver(() => {
      for (const [text] of log.textContent!.matchAll(/message-\d+-/g)) {
        if (!window.seenAt.has(text)) window.seenAt.set(text, Date.now());
      }
    }).observe(log, { childList: true, subtree: true, characterData: true });
  });

test('chat', async ({ person, publish }) => {
  const ada = await (await person('Ada')).signUp();
  const bob = await (await person('Bob')).signUp();
  const { slug, key } = await ada.makeChannel();
  publish(key);
  for (const somebody of [ada, bob]) {
    somebody.allow(/./);
    await somebody.open(`/streams/${slug}`);
    await new ChannelPage(somebody.page).player.moves();
  }
  const [from, to] = [new ChannelPage(ada.page).chat, new ChannelPage(bob.page).chat];
  await from.say('warming up');
  await expect(to.row('warming up')).toBeVisible();
  await noteSending(ada.page);
  await noteSeeing(bob.page);
  const figures: number[] = [];
  for (let number = 0; number < MESSAGES; number += 1) {
    const text = `message-${number}-`;
    await from.say(text);
    await expect(to.row(text)).toHaveCount(1);
    const sent = await ada.page.evaluate(() => window.sentAt);
    figures.push((await bob.page.evaluate((text) => window.seenAt.get(text)!, text)) - sent);
  }
  const { stream } = await ada.get(`/api/channels/${slug}`);
  await ada.post(`/api/streams/${stream.id}/end`);
  report('chat: Enter pressed → seen in another browser', figures);
});
