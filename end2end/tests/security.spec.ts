// What keeps an account its owner's: a forgotten password, a new one, a new address, two-factor sign-in, and devices.
import { code } from '../support/authenticator';
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
    await submit(page, { 'E-mail': ada.email }, 'Ask for a link');
    await expect(page.getByRole('heading', { name: 'Ask for your link' })).toBeVisible();

    const link = await server.mailedLink(ada.email, 'Choose a new password');
    visitor.allow(/status of (410|422)/);
    await open(link);
    await submit(page, { 'New password': 'password' }, 'Set password');
    await expect(page.getByText(/too common/)).toBeVisible();
    await submit(page, { 'New password': NEW_PASSWORD }, 'Set password');
    await expect(page.getByText('Your new password is set.')).toBeVisible();
    if (javaScriptEnabled) await visitor.wakes();
    await submit(page, { 'E-mail': ada.email, Password: NEW_PASSWORD }, 'Sign in');
    await expect(page).toHaveURL('/');
    // The device before is signed out, and the link is used up.
    await ada.open('/dashboard/security');
    await expect(ada.page).toHaveURL(/\/auth\/login/);
    await open(link);
    await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Ask for a new link' })).toBeVisible();
  });
}

for (const javaScriptEnabled of [true, false]) {
  test(`a username is changed once in 60 days, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({ person }) => {
    const taken = await (await person('Bob')).signUp();
    const ada = await (await person('Ada', { javaScriptEnabled })).signUp();
    const { page } = ada;
    ada.allow(/status of 4(09|22)/);
    const open = (path: string) => (javaScriptEnabled ? ada.open(path) : page.goto(path));
    await open('/dashboard/security');
    await submit(page, { 'New username': taken.username }, 'Change username');
    await expect(field(page, 'New username')).toHaveAccessibleDescription(/taken/);
    await expect(field(page, 'New username')).toHaveValue(taken.username);
    await submit(page, { 'New username': 'admin' }, 'Change username');
    await expect(field(page, 'New username')).toHaveAccessibleDescription(/reserved/);
    await submit(page, { 'New username': `${ada.username}_x` }, 'Change username');
    await expect(page.getByText('Your username is changed.')).toBeVisible();
    await expect(page.getByRole('main').getByText(`@${ada.username}_x`, { exact: true })).toBeVisible();
    await expect(page.getByText('You can change it again from')).toBeVisible();
    if (javaScriptEnabled) await ada.wakes();
    await submit(page, { 'New username': `${ada.username}_y` }, 'Change username');
    await expect(field(page, 'New username')).toHaveAccessibleDescription(/You can change it again from \d/);
    await expect(field(page, 'New username')).toHaveValue(`${ada.username}_y`);
  });
}

test('address, password and devices are changed by their owner', async ({ person, server }) => {
  const ada = await (await person('Ada')).signUp();
  ada.allow(/status of 422/);
  await ada.open('/');
  await button(ada.page, `Account of ${ada.name}`).click();
  await ada.page.getByRole('menuitem', { name: 'Security' }).click();
  await expect(ada.page.getByText('This address is not confirmed yet.')).toBeVisible();
  // The tests' server has no mail server: no page promises mail.
  await button(ada.page, 'Ask for the link again').click();
  await expect(ada.page.getByText('This site sends no mail. Ask the people who run it for your link.')).toBeVisible();
  const confirm = await server.mailedLink(ada.email, 'Confirm your e-mail address');
  await ada.open(confirm);
  await button(ada.page, 'Confirm address').click();
  await expect(ada.page.getByRole('heading', { name: 'Your address is confirmed' })).toBeVisible();
  await expect(ada.page.getByText("Thanks, you're all set.")).toBeVisible();
  ada.allow(/status of 410/);
  await ada.open(confirm);
  await button(ada.page, 'Confirm address').click();
  await expect(ada.page.getByText(`Your address ${ada.email} is confirmed.`)).toBeVisible();
  await expect(button(ada.page, 'Confirm address')).toBeHidden();

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
  const reveal = ada.page.locator('.field', { has: field(ada.page, 'Current password') }).getByRole('button', { name: 'Show password' });
  await expect(field(ada.page, 'Current password')).toHaveAttribute('type', 'password');
  await reveal.click();
  await expect(reveal).toHaveAttribute('aria-pressed', 'true');
  await expect(field(ada.page, 'Current password')).toHaveAttribute('type', 'text');
  await submit(ada.page, { 'Current password': ada.password }, 'Change password');
  await expect(ada.page.getByText('Your password is changed')).toBeVisible();

  await ada.wakes();
  const address = `new-${ada.email}`;
  await submit(ada.page, { 'New address': address, 'Your password': NEW_PASSWORD }, 'Change address');
  await expect(ada.page.getByText('Your address changes once you open it.')).toBeVisible();
  await expect(ada.page.getByText(ada.email, { exact: true })).toBeVisible();
  await ada.open(await server.mailedLink(address, 'Confirm your new e-mail address'));
  await button(ada.page, 'Confirm address').click();
  await expect(ada.page.getByText('It is the address of the account from now on.')).toBeVisible();
  await ada.open('/dashboard/security');
  await expect(ada.page.getByText(address, { exact: true })).toBeVisible();
  expect(await server.mailedLink(ada.email, 'Your e-mail address was changed')).toContain('/auth/reset?token=');
  await expect(field(ada.page, 'New address')).toHaveValue('');
});

for (const javaScriptEnabled of [true, false]) {
  test(`two-factor sign-in, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({ person }) => {
    const ada = await person('Ada', { javaScriptEnabled });
    const phone = await person('Phone', { javaScriptEnabled });
    const open = (on: typeof ada, path: string) => (javaScriptEnabled ? on.open(path) : on.page.goto(path));
    const wakes = async (on: typeof ada) => void (javaScriptEnabled && (await on.wakes()));
    for (const one of [ada, phone]) one.allow(/status of (401|422)/);
    await ada.signUp();

    // Set up: the password, then a code of the secret that the page shows.
    await open(ada, '/dashboard/security');
    await submit(ada.page, { Password: 'not this one' }, 'Set up');
    await expect(field(ada.page, 'Password')).toHaveAccessibleDescription(/not your password/);
    await submit(ada.page, { Password: ada.password }, 'Set up');
    await expect(ada.page.getByRole('img', { name: 'QR code of the secret' })).toBeVisible();
    const secret = await ada.page.getByTestId('two-factor-secret').innerText();
    await wakes(ada);
    await submit(ada.page, { Code: '12' }, 'Switch on');
    await expect(field(ada.page, 'Code')).toHaveAccessibleDescription(/6 digits/);
    await expect(field(ada.page, 'Code')).toHaveValue('12');
    await submit(ada.page, { Code: code(secret) }, 'Switch on');
    await expect(ada.page.getByText('Two-factor sign-in is on')).toBeVisible();
    const shown = ada.page.getByTestId('recovery-codes').getByRole('listitem');
    await expect(shown).toHaveCount(10);
    const recovery = await shown.allInnerTexts();
    const [download] = await Promise.all([
      ada.page.waitForEvent('download'),
      ada.page.getByRole('link', { name: 'Download as text' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('aethex-recovery-codes.txt');
    await open(ada, '/dashboard/security');
    await expect(ada.page.getByText('10 recovery codes are left.')).toBeVisible();
    await expect(shown).toHaveCount(0);

    // Sign in: the password, then a code. What is wrong is told, and the right one leads on.
    await open(phone, '/auth/login?next=/dashboard/security');
    await submit(phone.page, { 'E-mail': ada.email, Password: ada.password }, 'Sign in');
    await expect(phone.page.getByRole('heading', { name: 'One more step' })).toBeVisible();
    await wakes(phone);
    await submit(phone.page, { Code: 'aaaa-aaaa-aaaa-aaaa' }, 'Sign in');
    await expect(field(phone.page, 'Code')).toHaveAccessibleDescription(/wrong, or it was used already/);
    await expect(field(phone.page, 'Code')).toHaveValue('aaaa-aaaa-aaaa-aaaa');
    await submit(phone.page, { Code: recovery[0] }, 'Sign in');
    await expect(phone.page).toHaveURL('/dashboard/security');
    await expect(phone.page.getByText('9 recovery codes are left.')).toBeVisible();

    // New recovery codes by a code of the app, then off by one of them.
    await wakes(phone);
    await phone.page.getByRole('link', { name: 'New recovery codes' }).click();
    if (javaScriptEnabled) await expect(field(phone.page, 'Password')).toBeFocused();
    await submit(phone.page, { Password: ada.password, Code: code(secret, 1) }, 'Make new recovery codes');
    await expect(phone.page.getByTestId('recovery-codes').getByRole('listitem')).toHaveCount(10);
    const renewed = await phone.page.getByTestId('recovery-codes').getByRole('listitem').first().innerText();
    await wakes(phone);
    await phone.page.getByRole('link', { name: 'Switch off' }).click();
    await submit(phone.page, { Password: ada.password, Code: recovery[1] }, 'Switch off');
    await expect(field(phone.page, 'Code')).toHaveAccessibleDescription(/wrong, or it was used already/);
    await submit(phone.page, { Password: ada.password, Code: renewed }, 'Switch off');
    await expect(phone.page.getByText('Two-factor sign-in is off: your password is enough again.')).toBeVisible();
  });
}

test('a user whose two-factor sign-in was switched on by a stranger takes it back', async ({ person, server }) => {
  const ada = await (await person('Ada')).signUp();
  await ada.open(await server.mailedLink(ada.email, 'Confirm your e-mail address'));
  await button(ada.page, 'Confirm address').click();
  await expect(ada.page.getByRole('heading', { name: 'Your address is confirmed' })).toBeVisible();
  const { secret } = await ada.post('/api/auth/two-factor', { password: ada.password });
  await ada.put('/api/auth/two-factor', { code: code(secret) });
  await ada.open(await server.mailedLink(ada.email, 'Two-factor sign-in was switched on'));
  // Only what was changed is said.
  await expect(ada.page.getByText('Choose a new password. Two-factor sign-in is off again. Every device is signed out.')).toBeVisible();
  await submit(ada.page, { 'New password': NEW_PASSWORD }, 'Set password');
  await expect(ada.page.getByText('Your new password is set.')).toBeVisible();
  await ada.wakes();
  await submit(ada.page, { 'E-mail': ada.email, Password: NEW_PASSWORD }, 'Sign in');
  await expect(ada.page).toHaveURL('/');
});

for (const javaScriptEnabled of [true, false]) {
  test(`an account is erased, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({ person }) => {
    const ada = await (await person('Ada', { javaScriptEnabled })).signUp();
    const { page } = ada;
    ada.allow(/status of (401|404|422)/);
    const wakes = async () => void (javaScriptEnabled && (await ada.wakes()));
    await (javaScriptEnabled ? ada.open('/dashboard/security') : page.goto('/dashboard/security'));
    const [name, password] = ['Your username, to confirm', 'Your password, to confirm'];
    await submit(page, { [name]: 'another', [password]: ada.password }, 'Erase the account');
    await expect(field(page, name)).toHaveAccessibleDescription(new RegExp(`type ${ada.username}`));
    await expect(field(page, name)).toHaveValue('another');
    await submit(page, { [name]: ada.username, [password]: 'not this one' }, 'Erase the account');
    await expect(field(page, password)).toHaveAccessibleDescription(/not your password/);
    await submit(page, { [name]: `@${ada.username}`, [password]: ada.password }, 'Erase the account');
    await expect(page.getByText('Your account is erased')).toBeVisible();
    await wakes();
    await submit(page, { 'E-mail': ada.email, Password: ada.password }, 'Sign in');
    await expect(page.getByRole('alert')).toBeVisible();
    const gone = await page.goto(`/users/${ada.username}`);
    expect(gone!.status()).toBe(404);
  });
}
