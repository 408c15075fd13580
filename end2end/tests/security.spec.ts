// What keeps an account its owner's: a forgotten password, a new one, a new address, and devices.
import { button, expectFieldError, field, submit } from '../support/pages';
import { expect, test } from '../support/test';

const NEW_PASSWORD = 'quiet copper harbour';

for (const javaScriptEnabled of [true, false]) {
  test(`a forgotten password, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({ person, server }) => {
    const ada = await (await person('Ada')).signUp();
    const visitor = await person('Visitor', { javaScriptEnabled });
    const { page } = visitor;
    const open = (path: string) => (javaScriptEnabled ? visitor.open(path) : page.goto(path));
    await open('/auth/login');
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    if (javaScriptEnabled) await visitor.wakes();
    await submit(page, { 'E-mail': ada.email }, 'Mail me a link');
    await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeVisible();

    const link = await server.mailedLink(ada.email, 'Choose a new password');
    visitor.allow(/status of (410|422)/);
    await open(link);
    await submit(page, { 'New password': 'password' }, 'Set password');
    await expect(page.getByText(/first a guesser tries/)).toBeVisible();
    await submit(page, { 'New password': NEW_PASSWORD }, 'Set password');
    await expect(page.getByText('Your new password is set.')).toBeVisible();
    if (javaScriptEnabled) await visitor.wakes();
    await submit(page, { 'E-mail': ada.email, Password: NEW_PASSWORD }, 'Sign in');
    await expect(page).toHaveURL('/');
    // The device before is signed out, and the link is used up.
    await ada.open('/dashboard/security');
    await expect(ada.page).toHaveURL(/\/auth\/login/);
    await open(link);
    await submit(page, { 'New password': 'another three words' }, 'Set password');
    await expect(page.getByRole('alert')).toContainText('This link was used already');
  });
}

test('address, password and devices are changed by their owner', async ({ person, server }) => {
  const ada = await (await person('Ada')).signUp();
  ada.allow(/status of 422/);
  await ada.open('/');
  await button(ada.page, `Account of ${ada.name}`).click();
  await ada.page.getByRole('menuitem', { name: 'Security' }).click();
  await expect(ada.page.getByText('This address is not confirmed yet.')).toBeVisible();
  await ada.open(await server.mailedLink(ada.email, 'Confirm your e-mail address'));
  await button(ada.page, 'Confirm address').click();
  await expect(ada.page.getByRole('heading', { name: 'Your address is confirmed' })).toBeVisible();

  const phone = await person('Phone');
  await phone.open('/auth/login');
  await submit(phone.page, { 'E-mail': ada.email, Password: ada.password }, 'Sign in');
  await expect(phone.page).toHaveURL('/');
  await ada.open('/dashboard/security');
  await expect(ada.page.getByText('(confirmed)')).toBeVisible();
  const devices = ada.page.getByRole('region').or(ada.page.locator('.security-devices')).getByRole('listitem');
  await expect(devices).toHaveCount(2);
  await devices.filter({ hasNotText: 'this device' }).getByRole('button').click();
  await expect(ada.page.getByText('That device is signed out.')).toBeVisible();
  await expect(devices).toHaveCount(1);
  await phone.open('/dashboard/security');
  await expect(phone.page).toHaveURL(/\/auth\/login/);

  await ada.wakes();
  await submit(ada.page, { 'Current password': 'not this one', 'New password': NEW_PASSWORD }, 'Change password');
  await expectFieldError(ada.page, 'Current password', /not your password/, 'not this one');
  await submit(ada.page, { 'Current password': ada.password }, 'Change password');
  await expect(ada.page.getByText('Your password is changed')).toBeVisible();

  await ada.wakes();
  const address = `new-${ada.email}`;
  await submit(ada.page, { 'New address': address, 'Your password': NEW_PASSWORD }, 'Change address');
  await expect(ada.page.getByText('on its way to your new address')).toBeVisible();
  await expect(ada.page.getByText(ada.email, { exact: true })).toBeVisible();
  await ada.open(await server.mailedLink(address, 'Confirm your new e-mail address'));
  await button(ada.page, 'Confirm address').click();
  await expect(ada.page.getByRole('heading', { name: 'Your address is confirmed' })).toBeVisible();
  await ada.open('/dashboard/security');
  await expect(ada.page.getByText(address, { exact: true })).toBeVisible();
  expect(await server.mailedLink(ada.email, 'Your e-mail address was changed')).toContain('/auth/reset?token=');
  await expect(field(ada.page, 'New address')).toHaveValue('');
});
