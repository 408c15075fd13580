// What two people do in a chat: mention, answer, complete, look each other up, and write with emotes.
import { button, Chat } from '../support/pages';
import { expect, test } from '../support/test';

test('mentions, links, emotes and replies', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug } = await ada.makeChannel();
  const bob = await (await person('Bob')).signUp();
  const [hers, his] = [ada, bob].map(({ page }) => new Chat(page));
  for (const one of [ada, bob]) await one.open(`/streams/${slug}`);

  await test.step('a mention is tinted for who is meant, and others see whom it means', async () => {
    await his.say(`look @${ada.username} (https://example.org/a?b=1) :wave:`);
    const row = hers.row('look');
    await expect(row).toHaveClass(/is-mention/);
    await expect(row.locator('.chat-me')).toHaveText(`@${ada.username}`);
    await expect(his.row('look')).not.toHaveClass(/is-mention/);
    await expect(his.row('look').locator('.chat-at')).toHaveText(`@${ada.username}`);
    await expect(row.getByRole('img', { name: ':wave:' })).toBeVisible();
    const link = row.getByRole('link', { name: 'https://example.org/a?b=1' });
    await expect(link).toHaveAttribute('href', 'https://example.org/a?b=1');
    await expect(link).toHaveAttribute('target', '_blank');
    await expect(link).toHaveAttribute('rel', /noopener.*nofollow.*ugc/);
  });

  await test.step('a reply shows what it answers, as long as that is there', async () => {
    await hers.row('look').hover();
    await button(ada.page, `Reply to ${bob.name}`).click();
    await expect(hers.input).toBeFocused();
    await hers.say('I see it');
    await expect(his.row('I see it').locator('.chat-quote')).toContainText('look');
    await expect(his.row('I see it')).toHaveClass(/is-mention/);
    await expect(button(ada.page, 'Cancel the reply')).toHaveCount(0);
  });

  await test.step('by the keyboard', async () => {
    await ada.page.getByRole('group', { name: 'Messages' }).focus();
    await ada.page.keyboard.press('ArrowUp');
    await expect(hers.row('I see it')).toBeFocused();
    await ada.page.keyboard.press('ArrowUp');
    await ada.page.keyboard.press('r');
    await expect(hers.input).toBeFocused();
    await expect(ada.page.locator('.chat-replying')).toContainText(bob.name);
    await ada.page.keyboard.press('Escape');
    await expect(ada.page.locator('.chat-replying')).toHaveCount(0);
  });

  await test.step('words from right to left, stacked marks and script stay in their row', async () => {
    const zalgo = `z${'\u0336\u0322\u030e'.repeat(40)}`;
    for (const text of ['\u202eabc שלום', zalgo, '<b>bold</b>', 'x'.repeat(500)]) await bob.page.evaluate(say, { slug, texts: [text] });
    await expect(hers.row('<b>bold</b>')).toHaveCount(1);
    await expect(hers.log.getByRole('listitem')).toHaveCount(6);
    for (const row of await hers.log.getByRole('listitem').all()) {
      expect(await row.evaluate((element) => element.scrollWidth <= element.clientWidth && getComputedStyle(element).overflow)).toBe('clip');
    }
  });
});

test('a name opens a card, which follows and blocks', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug } = await ada.makeChannel();
  const bob = await (await person('Bob')).signUp();
  for (const one of [ada, bob]) await one.open(`/streams/${slug}`);
  await new Chat(bob.page).say('who am I?');
  const chat = new Chat(ada.page);
  const name = chat.row('who am I?').locator('.chat-name');
  await name.click();
  const card = ada.page.getByRole('dialog', { name: bob.name });
  await expect(card).toContainText(`@${bob.username}`);
  await expect(card.getByRole('link', { name: 'Profile' })).toHaveAttribute('href', `/users/${bob.username}`);
  await button(card, 'Follow').click();
  await expect(button(card, 'Unfollow')).toBeVisible();
  await ada.page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  await expect(name).toBeFocused();
  await name.click();
  await expect(button(card, 'Unfollow')).toBeVisible();
  await button(card, `Block ${bob.name}`).click();
  await expect(chat.row('who am I?')).toHaveCount(0);
});

test('names, emotes and commands are completed', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug } = await ada.makeChannel();
  const bob = await (await person('Bob')).signUp();
  for (const one of [ada, bob]) await one.open(`/streams/${slug}`);
  await new Chat(bob.page).say('hello');
  const { page } = ada;
  const { input, log } = new Chat(page);
  await expect(log.getByRole('listitem')).toHaveCount(1);
  const options = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');

  await input.pressSequentially('hi @bo');
  await expect(options).toHaveCount(1);
  await page.keyboard.press('Tab');
  await expect(input).toHaveValue(`hi @${bob.username} `);
  await input.pressSequentially(':th');
  await expect(options.first()).toContainText(':think:');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(input).toHaveValue(`hi @${bob.username} :thumbsup: `);

  await test.step('the picker', async () => {
    await button(page, 'Emotes and emoji').click();
    const picker = page.getByRole('dialog', { name: 'Emotes and emoji' });
    await expect(button(picker, 'wave')).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await expect(picker).toHaveCount(0);
    await expect(input).toBeFocused();
    await expect(input).toHaveValue(/:thumbsup: :heart: $/);
  });

  await test.step('commands', async () => {
    await input.fill('/nothing');
    await page.keyboard.press('Enter');
    await expect(page.locator('.chat-hint')).toContainText('There is no command /nothing.');
    await expect(input).toHaveValue('/nothing');
    await input.fill('/help');
    await page.keyboard.press('Enter');
    await expect(options.filter({ hasText: '/block' })).toBeVisible();
    await input.fill(`/block @${bob.username}`);
    await page.keyboard.press('Enter');
    await expect(log.getByRole('listitem')).toHaveCount(0);
    await expect(input).toHaveValue('');
    await input.fill(`/unblock ${bob.username}`);
    await page.keyboard.press('Enter');
    await expect(page.getByText(`${bob.name} is no longer blocked.`)).toBeVisible();
    await input.fill('//shrug');
    await page.keyboard.press('Enter');
    await expect(log.getByRole('listitem').filter({ hasText: '/shrug' })).not.toContainText('//');
  });
});

test('a draft outlives a reload, the input grows, and settings stay', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug } = await ada.makeChannel();
  const { page } = ada;
  const { input } = new Chat(page);
  await ada.open(`/streams/${slug}`);
  const low = (await input.boundingBox())!.height;
  await input.fill('half a sentence '.repeat(20));
  await expect.poll(async () => (await input.boundingBox())!.height).toBeGreaterThan(low * 2);
  expect((await input.boundingBox())!.height).toBeLessThan(low * 4);
  await ada.open(`/streams/${slug}`);
  await expect(input).toHaveValue(/^half a sentence/);
  await button(page, 'Chat settings').click();
  await page.getByLabel('Large').check();
  await page.getByLabel('Always show times').check();
  await button(page, 'Done').click();
  await ada.open(`/streams/${slug}`);
  await expect(page.getByRole('region', { name: 'Chat' })).toHaveClass(/is-large has-times/);
});

test('only 150 rows are drawn; older ones come while scrolling, new ones wait', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug } = await ada.makeChannel();
  const bob = await (await person('Bob')).signUp();
  for (const one of [ada, bob]) await one.open(`/streams/${slug}`);
  const { page } = ada;
  const chat = new Chat(page);
  const rows = chat.log.getByRole('listitem');
  const numbered = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => `number ${from + at}.`);
  const first = async () => Number((await rows.first().textContent())!.match(/number (\d+)/)?.[1]);
  await bob.page.evaluate(say, { slug, texts: numbered(1, 320) });
  await expect(chat.row('number 320.')).toHaveCount(1);
  await expect(rows).toHaveCount(150);
  await expect.poll(first).toBe(171);

  await test.step('without gaps, from what the page has kept and from the server', async () => {
    await ada.open(`/streams/${slug}`);
    await expect(rows).toHaveCount(50);
    const scroller = page.getByRole('group', { name: 'Messages' });
    await expect
      .poll(async () => {
        await scroller.evaluate((element) => element.scrollTo({ top: -element.scrollHeight }));
        expect(await rows.count()).toBeLessThanOrEqual(150);
        return first();
      })
      .toBe(1);
    await expect(page.getByText('The chat begins here.')).toBeVisible();
    const drawn = (await rows.allInnerTexts()).map((text) => Number(text.match(/number (\d+)/)?.[1]));
    expect(drawn).toEqual(drawn.map((_, at) => at + 1));
  });

  await test.step('what is being read stays where it is', async () => {
    const before = await rows.first().boundingBox();
    await bob.page.evaluate(say, { slug, texts: numbered(321, 323) });
    await expect(button(page, '3 new messages')).toBeVisible();
    expect(await rows.first().boundingBox()).toEqual(before);
    await button(page, '3 new messages').click();
    await expect(chat.row('number 323.')).toBeInViewport();
    await expect(page.locator('.chat-pill')).toHaveCount(0);
  });
});

test('a window of its own, and an overlay', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug } = await ada.makeChannel();
  const obs = await person('OBS');
  await obs.open(`/overlay/${slug}/chat`);
  await ada.open(`/embed/${slug}/chat`);
  await expect(ada.page.getByRole('navigation')).toHaveCount(0);
  await new Chat(ada.page).say('on air :fire:');
  await expect(new Chat(obs.page).row('on air')).toBeVisible();
  await expect(obs.page.getByRole('textbox')).toHaveCount(0);
  const grounds = await obs.page.evaluate(() => ['html', 'body', '.chat'].map((one) => getComputedStyle(document.querySelector(one)!).backgroundColor));
  expect(grounds).toEqual(Array(3).fill('rgba(0, 0, 0, 0)'));
});

/** Writes into a room over a socket of its own; done when all is stored. */
function say({ slug, texts }: { slug: string; texts: string[] }): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/ws`);
    let acknowledged = 0;
    socket.onopen = () => socket.send(JSON.stringify({ type: 'chat:join', channel: slug }));
    socket.onmessage = ({ data }) => {
      for (const event of JSON.parse(data)) {
        if (event.type === 'chat:joined') texts.forEach((content, at) => socket.send(JSON.stringify({ type: 'chat:send', content, nonce: `${at}-${content.slice(0, 20)}` })));
        if (event.type === 'error') reject(new Error(event.message));
        if (event.type === 'chat:ack' && ++acknowledged === texts.length) {
          socket.close();
          resolve();
        }
      }
    };
  });
}
