// Without a mail server, administrators read what the server has written to its users, and can hand links on.
import { button } from '../support/pages';
import { Phone, PHONE } from '../support/phone';
import { expect, test } from '../support/test';

test('an administrator finds a mail and the link in it', async ({ person, server }) => {
  const boss = await (await person('Boss')).signInAs(server.administrator);
  const ada = await (await person('Ada')).signUp();
  await boss.open('/');
  await button(boss.page, `Account of ${server.administrator.email}`).click();
  await boss.page.getByRole('menuitem', { name: 'Administration' }).click();
  await boss.page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: 'Outbox' }).click();
  await expect(boss.page).toHaveURL('/admin/outbox');
  await expect(boss.page.getByText('No mail server is set')).toBeVisible();

  const mail = boss.page.getByRole('listitem').filter({ hasText: ada.email });
  // The mailer may still be at it.
  await expect(async () => {
    await boss.open('/admin/outbox');
    await expect(mail.getByText('Written to a file')).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(mail.getByRole('heading', { name: 'Confirm your e-mail address' })).toBeVisible();
  await expect(mail.getByRole('link')).toBeHidden();
  await mail.getByText(/^Read/).click();
  const link = mail.getByRole('link', { name: /\/auth\/verify\?token=/ });
  await ada.open((await link.getAttribute('href'))!);
  await button(ada.page, 'Confirm address').click();
  await expect(ada.page.getByRole('heading', { name: 'Your address is confirmed' })).toBeVisible();
});

test('on a phone, too', async ({ person, server }) => {
  const ada = await (await person('Ada')).signUp();
  const phone = new Phone(await (await person('Boss', PHONE)).signInAs(server.administrator));
  await phone.open('/');
  await phone.menu('Administration');
  await phone.page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: 'Outbox' }).tap();
  const mail = phone.page.getByRole('listitem').filter({ hasText: ada.email });
  await mail.getByText(/^Read/).tap();
  await expect(mail.getByRole('link', { name: /\/auth\/verify\?token=/ })).toBeVisible();
  await phone.fits();
});

test('without JavaScript, too', async ({ person, server }) => {
  const ada = await (await person('Ada')).signUp();
  const { page } = await (await person('Boss', { javaScriptEnabled: false })).signInAs(server.administrator);
  await page.goto('/admin/outbox');
  const mail = page.getByRole('listitem').filter({ hasText: ada.email });
  await mail.getByText(/^Read/).click();
  await expect(mail.getByText(`Hello ${ada.email}`)).toBeVisible();
});

test('others do not', async ({ person }) => {
  const [visitor, ada] = [await person('Visitor'), await (await person('Ada')).signUp()];
  await visitor.open('/admin/outbox');
  await expect(visitor.page).toHaveURL('/auth/login?next=/admin/outbox');
  ada.allow(/status of 404/);
  await ada.open('/admin/outbox');
  await expect(ada.page.getByText('This page is for administrators')).toBeVisible();
  await ada.open('/dashboard');
  await button(ada.page, `Account of ${ada.name}`).click();
  await expect(ada.page.getByRole('menuitem', { name: 'Security' })).toBeVisible();
  await expect(ada.page.getByRole('menuitem', { name: 'Administration' })).toHaveCount(0);
});
