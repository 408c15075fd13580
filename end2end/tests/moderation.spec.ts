// An owner, two moderators of different permissions, a troll and a bystander: what each may do, sees and is told.
import { violations } from '../support/axe';
import { button, Chat, field } from '../support/pages';
import { PHONE } from '../support/phone';
import { expect, test } from '../support/test';

test('moderators act with one click, take it back with another, and two tabs agree', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const channel = await ada.makeChannel();
  const [mod, tim, troll, by] = await Promise.all(
    ['Mo', 'Tim', 'Troll', 'By'].map(async (name) => (await person(name)).signUp()),
  );
  await ada.post(`/api/channels/${channel.slug}/moderators`, { username: mod.username });
  await ada.post(`/api/channels/${channel.slug}/moderators`, { username: tim.username, permissions: ['timeout'] });
  const [hers, his, theirs] = [mod, troll, by].map(({ page }) => new Chat(page));
  for (const one of [mod, troll, by]) await one.open(`/streams/${channel.slug}`);

  await test.step('a ban takes the messages away everywhere, and Undo brings them back', async () => {
    await his.say('buy followers now');
    await theirs.say('what is this');
    await hers.row('buy followers now').hover();
    await mod.page.getByRole('button', { name: `Ban: ${troll.name}` }).click();
    await expect(theirs.row('buy followers now')).toHaveCount(0);
    await expect(hers.row('buy followers now')).toContainText('message deleted');
    await expect(troll.page.locator('.chat-barred')).toContainText('banned from this chat');
    await button(mod.page, 'Undo').click();
    for (const chat of [theirs, hers, his]) await expect(chat.row('buy followers now')).toHaveCount(1);
    const texts = (chat: Chat) => chat.log.getByRole('listitem').locator('.chat-words').allTextContents();
    await expect.poll(async () => (await texts(theirs)).join()).toBe((await texts(hers)).join());
    await expect(his.input).toBeEnabled();
  });

  await test.step('a timeout by command counts down, and one message is deleted', async () => {
    await hers.input.fill(`/timeout @${troll.username}, 10m be kind`);
    await hers.input.press('Enter');
    await expect(troll.page.locator('.chat-barred')).toContainText('timed out');
    await expect(troll.page.locator('.chat-barred')).toContainText('be kind');
    await hers.input.fill(`/unban @${troll.username}`);
    await hers.input.press('Enter');
    await expect(his.input).toBeEnabled();
    await hers.row('what is this').hover();
    await mod.page.getByRole('button', { name: `Delete the message of ${by.name}` }).click();
    await expect(theirs.row('what is this')).toHaveCount(0);
  });

  await test.step('a moderator may do what the owner has allowed', async () => {
    await tim.open(`/streams/${channel.slug}`);
    const chat = new Chat(tim.page);
    await his.say('hello again');
    await chat.row('hello again').hover();
    await expect(tim.page.getByRole('button', { name: `Ban: ${troll.name}` })).toHaveCount(0);
    await tim.page.getByRole('button', { name: `Time out for 10 minutes: ${troll.name}` }).click();
    await expect(troll.page.locator('.chat-barred')).toContainText('timed out');
    await chat.input.fill('/');
    await expect(tim.page.getByRole('option').filter({ hasText: '/timeout' })).toBeVisible();
    await expect(tim.page.getByRole('option').filter({ hasText: '/ban ' })).toHaveCount(0);
  });

  await test.step('a lockdown', async () => {
    await hers.input.fill('/lockdown');
    await hers.input.press('Enter');
    await expect(by.page.locator('.chat-barred')).toContainText('Only moderators can write');
    await button(mod.page, 'End lockdown').click();
    await expect(theirs.input).toBeEnabled();
    await hers.input.fill('/lockdown');
    await hers.input.press('Enter');
    await expect(theirs.input).toBeHidden();
    await button(mod.page.locator('.toast').filter({ hasText: 'The chat is locked.' }).last(), 'Undo').click();
    await expect(theirs.input).toBeEnabled();
    await hers.input.fill('/LOCKDOWN OFF');
    await hers.input.press('Enter');
    await expect(hers.input).toHaveValue('');
  });

  await test.step('the page has it all, and is clean for screen readers', async () => {
    ada.allow(/status of 422/);
    await ada.open('/dashboard/moderation');
    await expect(ada.page.getByRole('heading', { name: 'Banned and timed out' })).toBeVisible();
    const log = ada.page.locator('#log');
    await expect(log).toContainText(`banned ${troll.name}`);
    await expect(log).toContainText('be kind');
    await button(ada.page.locator('#bans'), 'End timeout').click();
    await expect(ada.page.locator('#bans')).toContainText('No one is banned or timed out');
    await expect(log).toContainText(`ended the timeout of ${troll.name}`);
    await field(ada.page, 'Username').fill('nobody_here');
    await button(ada.page, 'Make moderator').click();
    await expect(field(ada.page, 'Username')).toHaveAccessibleDescription(/Nobody here has this name/);
    await expect(field(ada.page, 'Username')).toHaveValue('nobody_here');
    expect(await violations(ada.page)).toEqual([]);
  });
});

test('a filter is tried out, holds a message, and its sender hears what came of it', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const channel = await ada.makeChannel();
  const bob = await (await person('Bob')).signUp();
  const his = new Chat(bob.page);
  await bob.open(`/streams/${channel.slug}`);
  await his.say('I sell kúmquats');
  ada.allow(/status of 422/);
  await ada.open('/dashboard/moderation');
  const filters = ada.page.locator('#filters');

  await test.step('what it would have done is shown before it counts', async () => {
    await field(ada.page, 'Hold for a moderator').fill('kumquat*');
    await button(filters, 'Try it on the past day').click();
    await expect(filters).toContainText('would have held 1 message and refused 0 messages');
    await expect(filters.locator('mark')).toHaveText('kúmquats');
    await expect(filters).toContainText('Read as: i sell kumquats');
    await expect(filters).toContainText(/your own term “kumquat\*”, version \d+/);
    await his.say('kumquats again');
    await field(ada.page, 'Refuse').fill('/(/');
    await button(filters, 'Save').click();
    await expect(field(ada.page, 'Refuse')).toHaveAccessibleDescription(/can't be used/);
    await expect(field(ada.page, 'Refuse')).toHaveValue('/(/');
    await field(ada.page, 'Refuse').fill('durian');
    await button(filters, 'Save').click();
    await expect(ada.page.getByText('The filters are saved')).toBeVisible();
    await field(ada.page, 'Test a message').fill('no d u r i a n here');
    await button(filters, 'Test').click();
    await expect(filters).toContainText('It would be refused');
    await expect(filters).toContainText(/your own term “durian”, version \d+/);
    await expect(filters).toContainText('Read as:');
  });

  await test.step('a refused message says why and stays in the input', async () => {
    await his.input.fill('a durian');
    await his.input.press('Enter');
    await expect(bob.page.locator('.chat-hint')).toContainText('Your message was not sent');
    await expect(his.input).toHaveValue('a durian');
    const holds = ada.page.locator('#holds');
    await button(holds, 'Refused').click();
    await expect(holds.locator('mark')).toHaveText('durian');
    await expect(holds).toContainText(/your own term “durian”, version \d+/);
    await expect(button(holds, `Send the message of ${bob.name}`)).toHaveCount(0);
    await button(holds, 'Waiting').click();
    await expect(holds).toContainText('No messages waiting');
  });

  await test.step('a held one waits, and is sent once a moderator says so', async () => {
    await his.input.fill('one kumquat');
    await his.input.press('Enter');
    await expect(bob.page.locator('.chat-hint')).toContainText('is waiting for a moderator');
    await expect(his.input).toHaveValue('');
    const holds = ada.page.locator('#holds');
    await expect(holds).toContainText('one kumquat');
    await expect(holds).toContainText(/your own term “kumquat\*”, version \d+/);
    await button(holds, `Send the message of ${bob.name}`).click();
    await expect(his.row('one kumquat')).toHaveCount(1);
    await expect(holds).toContainText('No messages waiting');
    await his.input.fill('two kumquats');
    await his.input.press('Enter');
    await button(holds, `Don’t send the message of ${bob.name}`).click();
    await expect(bob.page.locator('.chat-hint')).toContainText('was not sent');
    await expect(his.row('two kumquats')).toHaveCount(0);
  });

  await test.step('it shows what was found, and waits on if it can’t be sent', async () => {
    ada.allow(/status of 409/);
    const holds = ada.page.locator('#holds');
    await his.input.fill('three kúmquats');
    await his.input.press('Enter');
    await expect(holds.locator('mark')).toHaveText('kúmquats');
    await expect(holds).toContainText('Read as: three kumquats');
    expect(await violations(ada.page, '#holds')).toEqual([]);
    await ada.post(`/api/channels/${channel.slug}/bans`, { userId: bob.username, seconds: 600 });
    await button(holds, `Send the message of ${bob.name}`).click();
    await expect(holds.locator('.is-error')).toContainText('may not write here by now');
    await button(holds, `Don’t send the message of ${bob.name}`).click();
    await expect(holds).toContainText('No messages waiting');
  });
});

test('what came of held messages is said in each tab of their sender, and those of one person are denied together', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const channel = await ada.makeChannel();
  await ada.put(`/api/channels/${channel.slug}/filters`, { blockedTerms: [{ pattern: 'kumquat', action: 'hold' }] });
  const [bob, cleo] = await Promise.all(['Bob', 'Cleo'].map(async (name) => (await person(name)).signUp()));
  const other = await bob.context.newPage();
  const [here, there, hers] = [bob.page, other, cleo.page].map((page) => new Chat(page));
  await bob.open(`/streams/${channel.slug}`);
  await bob.open(`/streams/${channel.slug}`, other);
  await cleo.open(`/streams/${channel.slug}`);
  await ada.open(`/dashboard/moderation?channel=${channel.slug}`);
  const holds = ada.page.locator('#holds');
  const row = (text: string) => holds.getByRole('listitem').filter({ hasText: text });
  const hint = ({ page }: Chat) => page.locator('.chat-hint');
  const write = async (chat: Chat, text: string) => {
    await chat.input.fill(text);
    await chat.input.press('Enter');
    await expect(hint(chat)).toContainText('is waiting for a moderator');
    await expect(chat.input).toHaveValue('');
    await expect(row(text)).toBeVisible();
  };

  await test.step('a release ends what was said of it, and nothing else', async () => {
    await write(here, 'a kumquat tree grows here');
    await write(there, 'who else likes kumquat jam');
    await button(row('kumquat tree'), `Send the message of ${bob.name}`).click();
    for (const chat of [here, there]) await expect(chat.row('kumquat tree')).toHaveCount(1);
    await expect(hint(here)).toHaveText('');
    await expect(hint(there)).toContainText('is waiting for a moderator');
  });

  await test.step('a denial is said in both tabs, and stays when another message is sent', async () => {
    await button(row('kumquat jam'), `Don’t send the message of ${bob.name}`).click();
    for (const chat of [here, there]) await expect(hint(chat)).toContainText('Your message was not sent.');
    await write(here, 'my kumquat is yellow');
    await button(row('kumquat is yellow'), `Send the message of ${bob.name}`).click();
    for (const chat of [here, there]) await expect(chat.row('kumquat is yellow')).toHaveCount(1);
    await expect(hint(here)).toHaveText('');
    await expect(hint(there)).toContainText('Your message was not sent.');
  });

  await test.step('the messages of one person are denied together, and those of others wait on', async () => {
    await write(hers, 'kumquat for breakfast');
    await write(here, 'selling kumquat by the ton');
    const all = (count: number) => button(holds, `Don’t send all ${count} from ${bob.name}`);
    await expect(button(row('by the ton'), `Don’t send the message of ${bob.name}`)).toBeVisible();
    await expect(holds.getByText('Don’t send all')).toHaveCount(0);
    await write(here, 'last chance, fresh kumquat today');
    await expect(all(2)).toHaveCount(2);
    await all(2).first().click();
    const dialog = ada.page.getByRole('dialog', { name: `Don’t send all 2 from ${bob.name}?` });
    expect(await violations(ada.page)).toEqual([]);
    await button(dialog, 'Cancel').click();
    await expect(dialog).toHaveCount(0);
    await expect(row('by the ton')).toBeVisible();
    await all(2).first().click();
    await button(dialog, 'Don’t send').click();
    await expect(ada.page.locator('.toasts')).toContainText(`2 messages from ${bob.name} won’t be sent.`);
    await expect(holds.getByRole('listitem')).toHaveCount(1);
    await expect(row('kumquat for breakfast')).toBeVisible();
    await expect(hint(here)).toContainText('Your message was not sent.');
    await expect(hint(hers)).toContainText('is waiting for a moderator');
  });

  await test.step('moderators in the chat see that one waits, and others do not', async () => {
    const beside = await ada.context.newPage();
    await ada.open(`/streams/${channel.slug}`, beside);
    const count = beside.getByRole('link', { name: /^Held/ });
    await expect(count).toContainText('1 message waiting');
    await expect(bob.page.getByRole('link', { name: /^Held/ })).toHaveCount(0);
    await count.click();
    await expect(beside).toHaveURL(`/dashboard/moderation?channel=${channel.slug}#holds`);
    await expect(beside.locator('#holds')).toContainText('kumquat for breakfast');
    await beside.close();
  });

  await test.step('the next message has the focus, and the name of its sender opens their card', async () => {
    await write(here, 'kumquat on the side');
    await button(row('on the side'), `Don’t send the message of ${bob.name}`).click();
    await expect(button(row('for breakfast'), `Send the message of ${cleo.name}`)).toBeFocused();
    await row('for breakfast').getByRole('link', { name: cleo.name }).click();
    const card = ada.page.getByRole('dialog', { name: cleo.name });
    await button(card, '10 min').click();
    await expect(card).toHaveCount(0);
    await expect(ada.page.locator('#bans')).toContainText(cleo.name);
    await button(row('for breakfast'), `Don’t send the message of ${cleo.name}`).click();
    await expect(holds.getByRole('heading', { name: 'Waiting for a decision' })).toBeFocused();
  });
});

test('fingers and the keyboard reach on the card what the bar offers for a message', async ({ person }) => {
  const ada = await (await person('Ada', PHONE)).signUp();
  const channel = await ada.makeChannel();
  const [troll, by] = await Promise.all(['Troll', 'By'].map(async (name) => (await person(name)).signUp()));
  const [hers, his, theirs] = [ada, troll, by].map(({ page }) => new Chat(page));
  await ada.open(`/embed/${channel.slug}/chat`);
  for (const one of [troll, by]) await one.open(`/streams/${channel.slug}`);
  await his.say('be nice');
  await his.say('buy followers');

  await test.step('a finger that stays on a row pins and deletes', async () => {
    const touch = { pointerType: 'touch', isPrimary: true };
    const card = ada.page.getByRole('dialog', { name: troll.name });
    const message = card.getByRole('region', { name: 'This message' });
    const press = async (text: string) => {
      await hers.row(text).dispatchEvent('pointerdown', touch);
      await expect(message).toContainText(text);
      await hers.row(text).dispatchEvent('pointerup', touch);
    };
    await press('be nice');
    await expect(message.getByRole('button')).toHaveCount(4);
    for (const one of await message.getByRole('button').all()) {
      const { width, height } = (await one.boundingBox())!;
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(40);
    }
    expect(await violations(ada.page, 'dialog[open]')).toEqual([]);
    await button(message, `Pin the message of ${troll.name}`).click();
    await expect(by.page.locator('.chat-pinned')).toContainText('be nice');
    await expect(card).toHaveCount(0);
    await press('buy followers');
    await button(message, `Delete the message of ${troll.name}`).click();
    await expect(theirs.row('buy followers')).toHaveCount(0);
    await expect(theirs.row('be nice')).toHaveCount(1);
    await button(ada.page, 'Undo').click();
    await expect(theirs.row('buy followers')).toHaveCount(1);
  });

  await test.step('the keyboard deletes what is one’s own, and a name leads to a report of the message', async () => {
    await theirs.say('a slip of mine');
    await by.page.getByRole('group', { name: 'Messages' }).focus();
    await by.page.keyboard.press('ArrowUp');
    await expect(theirs.row('a slip of mine')).toBeFocused();
    await by.page.keyboard.press('Enter');
    const own = by.page.getByRole('dialog', { name: by.name }).getByRole('region', { name: 'This message' });
    await expect(own.getByRole('button')).toHaveCount(2);
    await button(own, `Delete the message of ${by.name}`).press('Enter');
    await expect(theirs.row('a slip of mine')).toHaveCount(0);
    await expect(hers.row('a slip of mine')).toContainText('message deleted');
    await theirs.row('buy followers').locator('.chat-name').click();
    await button(by.page.getByRole('dialog', { name: troll.name }), 'Report this message').click();
    const report = by.page.getByRole('dialog', { name: `Report a message of ${troll.name}` });
    await expect(report).toContainText('buy followers');
    await button(report, 'Cancel').click();
  });
});
