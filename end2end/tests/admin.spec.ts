// What administrators see and do: figures, people, channels, what is on air, the storage and the log.
import { Page } from '@playwright/test';
import { button, Dashboard, field, submit } from '../support/pages';
import { Phone, PHONE } from '../support/phone';
import { expect, test } from '../support/test';

/** Says why in the dialog that is open, and goes on. */
async function say(page: Page, reason: string, press: string) {
  const dialog = page.getByRole('dialog');
  await field(dialog, 'Reason').fill(reason);
  await button(dialog, press).click();
}

test('an account is changed for a reason, which the log keeps', async ({ person, server }) => {
  const boss = await (await person('Boss')).signInAs(server.administrator);
  const ada = await (await person('Ada')).signUp();
  const { page } = boss;
  boss.allow(/status of 409/);
  await boss.open('/admin');
  await expect(page.getByRole('heading', { name: 'Activity' })).toBeVisible();
  await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: 'Users' }).click();
  await field(page, 'Name, e-mail address or id').fill(ada.email);
  await button(page, 'Search').click();
  await expect(page).toHaveURL(/\?q=/);
  await boss.wakes();
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: ada.email });
  await expect(row).toContainText('E-mail not confirmed');
  const dialog = page.getByRole('dialog');

  await test.step('nothing without a reason, and Escape closes', async () => {
    await row.getByText(/^Change/).click();
    await button(row, 'Confirm e-mail').click();
    await button(dialog, 'Confirm e-mail').click();
    await expect(field(dialog, 'Reason')).toHaveAccessibleDescription('Say why. The log keeps it.');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(row).toContainText('E-mail not confirmed');
  });

  await test.step('the row follows', async () => {
    await button(row, 'Confirm e-mail').click();
    await say(page, 'She wrote from this address', 'Confirm e-mail');
    await expect(dialog).toHaveCount(0);
    await expect(row).not.toContainText('E-mail not confirmed');
    await expect(page.getByText(`The address of ${ada.name} is confirmed.`)).toBeVisible();
    // The row was made anew, and the focus is on it again.
    await expect(row.getByText(/^Change/)).toBeFocused();
  });

  await test.step('what was typed stays when it is refused', async () => {
    await boss.open(`/admin/users?q=${server.administrator.email}`);
    await page.getByText(/^Change/).click();
    await button(page, 'Take back administrator').click();
    await say(page, 'Tired', 'Take back administrator');
    await expect(dialog.getByRole('alert')).toContainText('the last administrator');
    await expect(field(dialog, 'Reason')).toHaveValue('Tired');
  });

  await test.step('the page of a disabled account says so, and offers nothing', async () => {
    await boss.open(`/admin/users?q=${ada.email}`);
    await row.getByText(/^Change/).click();
    await button(row, 'Disable').click();
    await say(page, 'Spam', 'Disable');
    await expect(dialog).toHaveCount(0);
    await boss.open(`/users/${ada.username}`);
    await expect(page.getByText('This account is disabled')).toBeVisible();
    for (const name of ['Follow', 'Block', 'Report']) await expect(button(page, name)).toHaveCount(0);
  });

  await boss.open('/admin/log?q=from+this+address');
  await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: 'confirmed the e-mail address of' })).toContainText(ada.name);
});

test('a signed-out device is signed out at once', async ({ person, server }) => {
  const boss = await (await person('Boss')).signInAs(server.administrator);
  const ada = await (await person('Ada')).signUp();
  await boss.open(`/admin/users?q=${ada.email}`);
  const { page } = boss;
  await page.getByText(/^Change/).click();
  await button(page, 'Sign out everywhere').click();
  await say(page, 'A stolen phone', 'Sign out everywhere');
  await expect(page.getByText(`${ada.name} is signed out everywhere.`)).toBeVisible();
  expect((await ada.context.request.get('/api/auth/user')).status()).toBe(401);
});

test('a stream appears on the open page, and is ended for good', async ({ person, server, publish }) => {
  test.setTimeout(180_000);
  const boss = await (await person('Boss')).signInAs(server.administrator);
  const ada = await (await person('Ada')).signUp();
  const channel = await ada.makeChannel();
  const { page } = boss;
  const { key } = new Dashboard(ada.page);
  await ada.open('/dashboard');
  await button(ada.page, 'Show stream key').click();
  await expect(key).toHaveText(channel.key);
  await boss.open('/admin/streams');
  const encoder = publish(channel.key);
  await ada.whenLive(channel.slug);
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: channel.name });
  // The page reads the list anew every ten seconds.
  await expect(row).toContainText('LIVE', { timeout: 30_000 });
  await button(row, `End the stream of ${channel.name}`).click();
  await say(page, 'A film that is not theirs', 'End stream');
  await expect(page.getByText(`The stream of ${channel.name} has ended.`)).toBeVisible();
  await expect(row).toHaveCount(0, { timeout: 30_000 });
  await encoder.stop();
  const { streamKey } = await ada.get(`/api/channels/${channel.slug}/stream-key`);
  expect(streamKey).not.toBe(channel.key);
  // Her open page shows the key that is in force, and why it is another one.
  await expect(key).toHaveText(streamKey);
  await expect(ada.page.getByText(/^An administrator ended your stream on /)).toContainText(/\d: A film that is not theirs\./);
});

test('a channel is hidden, shown again and deleted', async ({ person, server }) => {
  const boss = await (await person('Boss')).signInAs(server.administrator);
  const ada = await (await person('Ada')).signUp();
  const channel = await ada.makeChannel();
  const { page } = boss;
  await boss.open(`/admin/channels?q=${channel.slug}`);
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: channel.name });
  const act = async (name: string, reason: string) => {
    if (!(await button(row, name).isVisible())) await row.getByText(/^Change/).click();
    await button(row, name).click();
    await say(page, reason, name);
  };
  await act('Hide', 'Spam');
  await expect(row).toContainText('Hidden by administrators');
  await expect(row).toContainText('Hidden because: Spam');
  const told = ada.page.getByText('The administrators of this site have hidden this channel: Spam. Only they can show it again.');
  for (const path of ['/dashboard/channel', '/dashboard']) {
    await ada.open(path);
    await expect(told).toBeVisible();
  }
  await act('Stop hiding', 'They have mended it');
  await expect(row).not.toContainText('Hidden by administrators');
  // The open page follows.
  await expect(told).toHaveCount(0, { timeout: 30_000 });
  // It asks for the channel every few seconds, which is gone next.
  await ada.open('/');
  await act('Delete', 'Spam again');
  await expect(row).toHaveCount(0);
  await boss.open('/admin/log');
  const line = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Spam again' });
  await expect(line).toContainText('deleted a channel of');
  await expect(line).toContainText(`Channel: ${channel.name}`);
});

test('the storage is tested', async ({ person, server }) => {
  const boss = await (await person('Boss')).signInAs(server.administrator);
  await boss.open('/admin/storage');
  await button(boss.page, 'Test the storage').click();
  await expect(boss.page.getByText('The storage inside of this server works.')).toBeVisible();
  await expect(boss.page.getByRole('main').getByRole('listitem').filter({ hasText: 'Delete it' })).toContainText('Works');
});

test('on a phone', async ({ person, server }) => {
  const ada = await (await person('Ada')).signUp();
  await ada.makeChannel();
  const phone = new Phone(await (await person('Boss', PHONE)).signInAs(server.administrator));
  for (const path of ['/admin', '/admin/users', '/admin/channels', '/admin/streams', '/admin/storage', '/admin/log']) {
    await phone.open(path);
    await phone.fits();
  }
  await phone.open(`/admin/users?q=${ada.email}`);
  await phone.page.getByText(/^Change/).tap();
  await phone.fits();
});

test('read without JavaScript', async ({ person, server }) => {
  const ada = await (await person('Ada')).signUp();
  const { page } = await (await person('Boss', { javaScriptEnabled: false })).signInAs(server.administrator);
  await page.goto('/admin');
  await expect(page.getByRole('row', { name: /Mean watch time/ })).toBeVisible();
  await page.getByRole('link', { name: 'Users' }).click();
  await submit(page, { 'Name, e-mail address or id': ada.email }, 'Search');
  await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: ada.email })).toBeVisible();
  await expect(page.getByText(/^Change/)).toBeHidden();
  await expect(page.getByText('Changing things here needs JavaScript.')).toBeVisible();
});
