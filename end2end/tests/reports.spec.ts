// What the banned, the troubled and the raided can do: appeals, reports and the raid guard, with who answers them.
import { violations } from '../support/axe';
import { button, Chat, expectFieldError, field, submit } from '../support/pages';
import { expect, test } from '../support/test';

test('a banned user appeals, a moderator answers, and both read it at once', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const channel = await ada.makeChannel();
  const troll = await (await person('Troll')).signUp();
  const his = new Chat(troll.page);
  await troll.open(`/streams/${channel.slug}`);
  await his.say('buy followers now');
  await ada.open(`/dashboard/moderation?channel=${channel.slug}`);
  await ada.post(`/api/channels/${channel.slug}/bans`, { userId: troll.username, reason: 'spam' });
  await expect(troll.page.locator('.chat-barred')).toContainText('banned from this chat');

  await test.step('an appeal without words is refused, and one can be written', async () => {
    await button(troll.page, 'Appeal').click();
    const dialog = troll.page.getByRole('dialog');
    await button(dialog, 'Send').click();
    await expectFieldError(troll.page, 'Your appeal', 'Write why the ban should end.', '');
    await field(dialog, 'Your appeal').fill('That was my little brother. Sorry!');
    expect(await violations(troll.page)).toEqual([]);
    await button(dialog, 'Send').click();
    await expect(troll.page.locator('.chat-appeal')).toContainText('A moderator will answer');
  });

  await test.step('the moderator reads it without a reload, and lifts the ban', async () => {
    const appeals = ada.page.locator('#appeals');
    await expect(appeals).toContainText('my little brother');
    await expect(ada.page.locator('#bans')).toContainText('spam');
    await expect(appeals.locator('.count')).toContainText('1 appeal waiting');
    const answer = appeals.getByRole('textbox', { name: 'Your answer' });
    await answer.evaluate((input) => input.removeAttribute('maxlength'));
    await answer.fill('x'.repeat(501));
    ada.allow(/status of 422/);
    await button(appeals, 'Keep the ban').click();
    await expectFieldError(ada.page, 'Your answer', /500 characters/, 'x'.repeat(501));
    await answer.fill('Watch him');
    await expect(answer).toHaveAttribute('aria-invalid', 'false');
    expect(await violations(ada.page)).toEqual([]);
    await button(appeals, 'Lift the ban').click();
    await expect(appeals).toContainText('No appeals waiting');
    await expect(ada.page.locator('.count')).toHaveCount(0);
    await expect(troll.page.locator('.toasts')).toContainText('Your appeal was approved: Watch him');
    await expect(his.input).toBeEnabled();
    await expect(ada.page.locator('#bans')).toContainText('No one is banned or timed out');
    await expect(ada.page.locator('#log')).toContainText(`approved the appeal of ${troll.name}`);
    await expect(ada.page.locator('#log')).toContainText('my little brother');
  });
});

test('a message is reported, claimed and dealt with, and the reporter is told', async ({ person, server }) => {
  const ada = await (await person('Ada')).signUp();
  const channel = await ada.makeChannel();
  const [mod, troll, by] = await Promise.all(['Mo', 'Troll', 'By'].map(async (name) => (await person(name)).signUp()));
  await ada.post(`/api/channels/${channel.slug}/moderators`, { username: mod.username });
  const [his, theirs] = [troll, by].map(({ page }) => new Chat(page));
  for (const one of [troll, by]) await one.open(`/streams/${channel.slug}`);
  for (const one of [ada, mod]) await one.open(`/dashboard/moderation?channel=${channel.slug}`);
  await theirs.say('what a nice picture');
  await his.say('you all are idiots');

  await test.step('from the row, with a reason that can be read again', async () => {
    by.allow(/status of (409|422)/);
    const report = async () => {
      await theirs.row('you all are idiots').hover();
      await by.page.getByRole('button', { name: `Report the message of ${troll.name}` }).click();
      return by.page.getByRole('dialog');
    };
    let dialog = await report();
    await expect(dialog).toContainText('you all are idiots');
    await button(dialog, 'Report').click();
    await expectFieldError(by.page, 'What’s wrong?', 'Choose what is wrong.', '');
    await field(dialog, 'What’s wrong?').selectOption('Something else');
    await button(dialog, 'Report').click();
    const words = 'In your words (needed for “Something else”)';
    await expectFieldError(by.page, words, 'Say in a few words what is wrong.', '');
    expect(await violations(by.page)).toEqual([]);
    await field(dialog, words).fill('He insults everybody');
    expect(await violations(by.page)).toEqual([]);
    await button(dialog, 'Report').click();
    await expect(by.page.locator('.toasts')).toContainText('Your report is on its way');
    dialog = await report();
    await field(dialog, 'What’s wrong?').selectOption('Harassment');
    await button(dialog, 'Report').click();
    await expect(dialog.getByRole('alert')).toContainText('reported this already');
    await button(dialog, 'Cancel').click();
  });

  await test.step('two moderators see it, and one of them works on it', async () => {
    const [hers, owners] = [mod, ada].map(({ page }) => page.locator('#reports'));
    for (const reports of [hers, owners]) await expect(reports).toContainText('He insults everybody');
    await button(hers, 'I’ll look at it').click();
    await expect(hers).toContainText('You’re working on this');
    await expect(owners).toContainText(`${mod.name} is working on this`);
    await hers.getByText('Context').click();
    await expect(hers.locator('details')).toContainText('what a nice picture');
    await hers.getByRole('textbox', { name: 'Note to the reporter' }).fill('He is timed out');
    expect(await violations(mod.page)).toEqual([]);
    await button(hers, 'Resolved').click();
    for (const reports of [hers, owners]) await expect(reports).toContainText('No reports');
    await expect(by.page.locator('.toasts')).toContainText('He is timed out');
    await button(owners, 'Closed').click();
    await expect(owners).toContainText('Action was taken');
  });

  await test.step('the reporter finds it under Your reports', async () => {
    await by.open('/dashboard/reports');
    await expect(by.page.locator('.report')).toContainText('He is timed out');
    await expect(by.page.locator('.report')).not.toContainText(mod.name);
    expect(await violations(by.page)).toEqual([]);
  });

  await test.step('what concerns the owner reaches the administrators only', async () => {
    await by.open(`/users/${ada.username}`);
    await button(by.page, 'Report').click();
    const dialog = by.page.getByRole('dialog');
    await expect(dialog).toContainText('administrators of this site read');
    await field(dialog, 'What’s wrong?').selectOption('Spam');
    await button(dialog, 'Report').click();
    await expect(by.page.locator('.toasts')).toContainText('on its way');
    await button(ada.page.locator('#reports'), 'Waiting').click();
    await expect(ada.page.locator('#reports')).toContainText('No reports');
    ada.allow(/status of 404/);
    await ada.open('/admin/reports');
    await expect(ada.page.getByText('This page is for administrators')).toBeVisible();
  });

  await test.step('an administrator finds it in the menu and closes it', async () => {
    const boss = await (await person('Boss')).signInAs(server.administrator);
    // Who has no name yet works on nothing; another test may have given one.
    await boss.context.request.post('/api/auth/onboard', { data: { username: boss.username, displayName: boss.name } });
    const tab = boss.page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: /^Reports/ });
    await boss.open('/admin');
    await expect(tab).toContainText(/reports? waiting/);
    await boss.page.getByRole('main').getByRole('link', { name: /^\d+ reports? waiting$/ }).click();
    await expect(boss.page.locator('.report').filter({ hasText: ada.name })).toBeVisible();
    await boss.open('/');
    await boss.page.getByRole('button', { name: /^Account of/ }).click();
    const entry = boss.page.getByRole('menuitem', { name: /^Reports to administrators/ });
    await expect(entry).toContainText(/reports? waiting/);
    await entry.click();
    const report = boss.page.locator('.report').filter({ hasText: ada.name });
    await expect(boss.page.locator('#reports .count')).toContainText(/reports? waiting/);
    const before = await boss.page.locator('#reports .count').textContent();
    await button(report, 'I’ll look at it').click();
    await expect(report).toContainText('You’re working on this');
    expect(await violations(boss.page)).toEqual([]);
    await button(report, 'Dismiss').click();
    await expect(report).toHaveCount(0);
    await expect(boss.page.locator('#reports .tile-head')).not.toContainText(before!);
    // The open page shows the next report without a reload.
    const { id: userId } = await ada.get('/api/auth/user');
    await mod.post('/api/reports', { userId, reason: 'She is rude, too' });
    await expect(report).toContainText('She is rude, too');
  });
});

test('a visitor finds Report, signs in, and is back where it was', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug } = await ada.makeChannel();
  await ada.open(`/streams/${slug}`);
  await new Chat(ada.page).say('hello out there');
  const bob = await (await person('Bob')).signUp();
  const visitor = await person('Visitor');
  const { page } = visitor;
  const chat = new Chat(page);
  const login = `/auth/login?next=/streams/${slug}`;
  const about = page.getByRole('region', { name: 'About', exact: true });
  await visitor.open(`/streams/${slug}`);

  await test.step('of a message and of a person', async () => {
    await chat.row('hello out there').hover();
    await expect(page.getByRole('link', { name: `Report the message of ${ada.name}` })).toHaveAttribute('href', login);
    await chat.row('hello out there').getByRole('link', { name: ada.name }).click();
    const card = page.getByRole('dialog');
    for (const name of ['Report this message', 'Report']) {
      await expect(card.getByRole('link', { name, exact: true })).toHaveAttribute('href', login);
    }
    await expect(button(card, 'Reply')).toHaveCount(0);
    expect(await violations(page)).toEqual([]);
    await button(card, 'Close').click();
    await visitor.open(`/users/${ada.username}`);
    const link = page.getByRole('main').getByRole('link', { name: 'Report', exact: true });
    await expect(link).toHaveAttribute('href', `/auth/login?next=/users/${ada.username}`);
  });

  await test.step('of a channel', async () => {
    await visitor.open(`/streams/${slug}`);
    await about.getByRole('link', { name: 'Report', exact: true }).click();
    await submit(page, { 'E-mail': bob.email, Password: bob.password }, 'Sign in');
    await expect(page).toHaveURL(`/streams/${slug}`);
    await visitor.wakes();
    await button(about, 'Report').click();
    await expect(page.getByRole('dialog')).toContainText('administrators of this site read');
  });
});

test('what several people report is one piece of work, done within the queue', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const channel = await ada.makeChannel();
  const [mod, troll, ...reporters] = await Promise.all(
    ['Mo', 'Troll', 'First', 'Second', 'Third'].map(async (name) => (await person(name)).signUp()),
  );
  await ada.post(`/api/channels/${channel.slug}/moderators`, { username: mod.username });
  const his = new Chat(troll.page);
  for (const one of [troll, ...reporters.slice(0, 2)]) await one.open(`/streams/${channel.slug}`);
  await his.say('you all are idiots');
  await his.say('every one of you');
  const { items } = await ada.get(`/api/channels/${channel.slug}/messages`);
  const { id } = items.find((message: { content: string }) => message.content === 'you all are idiots');
  for (const one of [ada, mod]) await one.open(`/dashboard/moderation?channel=${channel.slug}`);
  for (const one of reporters.slice(0, 2)) await one.post('/api/reports', { messageId: id, reason: `${one.name} minds` });
  const [hers, owners] = [mod, ada].map(({ page }) => page.locator('#reports'));
  const report = hers.locator('.report');
  const tab = ada.page.getByRole('navigation', { name: 'Dashboard' }).getByRole('link', { name: 'Moderation' });

  await test.step('it is one entry with all reasons, counted once', async () => {
    for (const reports of [hers, owners]) {
      await expect(reports.locator('.report')).toHaveCount(1);
      await expect(reports).toContainText('2 people reported this');
      for (const one of reporters.slice(0, 2)) await expect(reports).toContainText(`${one.name} minds`);
      await expect(reports.locator('.count')).toContainText('1 report waiting');
      await expect(reports.locator('.btn-primary')).toHaveCount(0);
    }
    await expect(tab).toContainText(/1 thing waiting/);
    await mod.page.getByRole('button', { name: /^Account of/ }).click();
    await expect(mod.page.getByRole('menuitem', { name: /^Moderation/ })).toContainText(/1 thing waiting/);
    expect(await violations(mod.page)).toEqual([]);
    await mod.page.keyboard.press('Escape');
  });

  await test.step('a note to the reporters stays while another one comes', async () => {
    await button(hers, 'I’ll look at it').click();
    await expect(owners).toContainText(`${mod.name} is working on this`);
    await hers.getByRole('textbox', { name: 'Note to the reporters' }).fill('He is timed out');
    await reporters[2]!.post('/api/reports', { messageId: id, reason: 'Me, too' });
    for (const reports of [hers, owners]) await expect(reports).toContainText('3 people reported this');
    await expect(hers.getByRole('textbox', { name: 'Note to the reporters' })).toHaveValue('He is timed out');
    await expect(owners).toContainText(`${mod.name} is working on this`);
  });

  await test.step('the message is deleted and its author timed out without leaving the queue', async () => {
    await button(report, 'Delete the message').click();
    await expect(report).toContainText('The message is deleted');
    await expect(button(report, 'Delete the message')).toHaveCount(0);
    await expect(report).toBeFocused();
    await expect(his.row('you all are idiots')).toHaveCount(0);
    await button(report, `${troll.name}’s card`).click();
    const card = mod.page.getByRole('dialog');
    await expect(card).toContainText('2 messages here');
    expect(await violations(mod.page)).toEqual([]);
    await button(card, '10 min').click();
    await expect(card).toHaveCount(0);
    await expect(button(report, `${troll.name}’s card`)).toBeFocused();
    for (const reports of [hers, owners]) await expect(reports).toContainText(`Timed out by ${mod.name}`);
    await expect(troll.page.locator('.chat-barred')).toContainText('timed out');
    await expect(hers.getByRole('textbox', { name: 'Note to the reporters' })).toHaveValue('He is timed out');
  });

  await test.step('closing it closes all of them, and all reporters are told', async () => {
    await button(hers, 'Resolved').click();
    for (const reports of [hers, owners]) await expect(reports).toContainText('No reports');
    await expect(ada.page.locator('.count')).toHaveCount(0);
    for (const one of reporters.slice(0, 2)) await expect(one.page.locator('.toasts')).toContainText('He is timed out');
    await reporters[2]!.open('/dashboard/reports');
    await expect(reporters[2]!.page.locator('.report')).toContainText('He is timed out');
    await button(hers, 'Closed').click();
    await expect(hers).toContainText('3 people reported this');
  });

  await test.step('the log has what was taken out of view', async () => {
    const entry = ada.page.locator('#log > ul > li').filter({ hasText: 'out for 10 min' });
    await expect(entry).toContainText('and deleted 1 message');
    await entry.getByText('Show 1 message').click();
    await expect(entry.locator('details')).toContainText('every one of you');
    expect(await violations(ada.page)).toEqual([]);
  });
});

test('a raid is suggested to the moderators, who let followers only write', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const channel = await ada.makeChannel();
  await ada.open(`/streams/${channel.slug}`);
  const raiders = await Promise.all(['R1', 'R2', 'R3', 'R4', 'R5'].map(async (name) => (await person(name)).signUp()));
  for (const [number, { page }] of raiders.entries()) {
    await page.goto(`/embed/${channel.slug}/chat`);
    await new Chat(page).say(`free followers at spam dot example ${number}`);
  }
  const watched = raiders[0]!;
  await expect(ada.page.getByRole('alert').filter({ hasText: 'This looks like a raid: 5' })).toBeVisible();
  await expect(watched.page.getByText('This looks like a raid')).toHaveCount(0);
  const beside = await ada.context.newPage();
  await ada.open(`/dashboard/moderation?channel=${channel.slug}`, beside);
  await expect(beside.getByRole('alert').filter({ hasText: 'This looks like a raid: 5' })).toBeVisible();
  expect(await violations(beside)).toEqual([]);
  await beside.close();
  expect(await violations(ada.page)).toEqual([]);
  await button(ada.page, 'Followers only for 10 minutes').click();
  await expect(watched.page.locator('.chat-barred')).toContainText('Because of a raid');
  await expect(watched.page.locator('.chat-modes')).toContainText('Followers only for');
  await expect(ada.page.locator('#chat')).toBeFocused();
  await button(ada.page, 'End').click();
  await expect(new Chat(watched.page).input).toBeEnabled();
  await expect(button(ada.page, 'End')).toHaveCount(0);
  await expect(ada.page.locator('#chat')).toBeFocused();
});

test('a long queue stays as long as it is, with what is typed in it', async ({ person }) => {
  test.setTimeout(180_000);
  const ada = await (await person('Ada')).signUp();
  const channel = await ada.makeChannel();
  const reporter = await (await person('By')).signUp();
  const trolls = [];
  for (let number = 0; number < 22; number++) {
    // One after the other: hashing a password takes a turn.
    const troll = await (await person(`T${number}`)).signUp();
    await reporter.post('/api/reports', { userId: troll.username, channelId: channel.slug, reason: `Case ${number}` });
    trolls.push(troll);
  }
  await ada.open(`/dashboard/moderation?channel=${channel.slug}`);
  const reports = ada.page.locator('#reports');
  const row = reports.locator('.report').filter({ hasText: 'Case 0' });
  await expect(reports.locator('.report')).toHaveCount(20);
  await button(reports, 'Show more').click();
  await expect(reports.locator('.report')).toHaveCount(22);
  await button(row, 'I’ll look at it').click();
  await expect(row).toContainText('You’re working on this');
  await expect(row).toBeFocused();
  await expect(reports.locator('.report')).toHaveCount(22);
  const words = row.getByRole('textbox', { name: 'Note to the reporter' });
  await words.pressSequentially('We look');
  await ada.post('/api/reports', { userId: trolls[0]!.username, channelId: channel.slug, reason: 'Me, too' });
  await expect(reports).toContainText('2 people reported this');
  await expect(reports.locator('.report')).toHaveCount(22);
  const many = row.getByRole('textbox', { name: 'Note to the reporters' });
  await expect(many).toHaveValue('We look');
  await expect(many).toBeFocused();
});
