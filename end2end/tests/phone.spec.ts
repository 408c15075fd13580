// Each journey around an account once more, by a person who has only a phone.
import { readFile } from 'node:fs/promises';
import { code } from '../support/authenticator';
import { button, Chat, field } from '../support/pages';
import { Phone, PHONE } from '../support/phone';
import { expect, test } from '../support/test';
import { unzip } from '../support/zip';

const NEW_PASSWORD = 'quiet copper harbour';

test('a forgotten password, a new name, password and address, and devices', async ({ person, server }) => {
  const desk = await (await person('Ada')).signUp();
  const other = await (await person('Other')).signUp();
  const phone = new Phone(await person('Phone', PHONE));
  const { page } = phone;
  phone.person.allow(/status of (401|409|410|422)/);

  await test.step('signing in, and a forgotten password', async () => {
    await phone.open('/');
    await phone.bar('Sign in');
    await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
    await phone.submit({ 'E-mail': desk.email, Password: 'not this one' }, 'Sign in');
    await expect(page.getByRole('alert')).toContainText('password');
    await phone.fits();
    await phone.follow('Forgot your password?');
    await phone.submit({ 'E-mail': desk.email }, 'Ask for a link');
    await expect(page.getByRole('heading', { name: 'Ask for your link' })).toBeVisible();
    await phone.wakes();
    await phone.open(await server.mailedLink(desk.email, 'Choose a new password'));
    await phone.submit({ 'New password': 'password' }, 'Set password');
    await phone.refuses('New password', /too common/);
    await phone.submit({ 'New password': NEW_PASSWORD }, 'Set password');
    await expect(page.getByText('Your new password is set.')).toBeVisible();
    await phone.wakes();
    await phone.submit({ 'E-mail': desk.email, Password: NEW_PASSWORD }, 'Sign in');
    await expect(page).toHaveURL('/');
  });

  await test.step('another device is signed out', async () => {
    await desk.signInAs({ email: desk.email, password: NEW_PASSWORD });
    await phone.wakes();
    await phone.menu('Security');
    const devices = page.locator('.security-devices').getByRole('listitem');
    await expect(devices).toHaveCount(2);
    await expect(devices.filter({ hasText: 'this device' })).toContainText('Chrome on Android');
    await phone.fits();
    await devices.filter({ hasNotText: 'this device' }).getByRole('button').tap();
    await expect(page.getByText('That device is signed out.')).toBeVisible();
    await expect(devices).toHaveCount(1);
    await phone.wakes();
  });

  await test.step('the username', async () => {
    await phone.submit({ 'New username': other.username }, 'Change username');
    await phone.refuses('New username', /taken/);
    await phone.submit({ 'New username': `${desk.username}_x` }, 'Change username');
    await expect(page.getByText('Your username is changed.')).toBeVisible();
    await phone.wakes();
  });

  await test.step('the password', async () => {
    await phone.submit({ 'Current password': 'not this one', 'New password': desk.password }, 'Change password');
    await phone.refuses('Current password', /not your password/);
    await phone.submit({ 'Current password': NEW_PASSWORD }, 'Change password');
    await expect(page.getByText('Your password is changed')).toBeVisible();
    await phone.wakes();
  });

  await test.step('the address', async () => {
    const address = `new-${desk.email}`;
    await phone.submit({ 'New address': 'ada@nowhere', 'Your password': desk.password }, 'Change address');
    await phone.refuses('New address', /like an e-mail address/);
    await phone.submit({ 'New address': address }, 'Change address');
    await expect(page.getByText('Your address changes once you open it.')).toBeVisible();
    await phone.open(await server.mailedLink(address, 'Confirm your new e-mail address'));
    await phone.tap('Confirm address');
    await expect(page.getByRole('heading', { name: 'Your address is confirmed' })).toBeVisible();
    await phone.wakes();
    await phone.open('/dashboard/security');
    await expect(page.getByText(address, { exact: true })).toBeVisible();
  });
});

test('two-factor sign-in and its recovery codes', async ({ person }) => {
  const phone = new Phone(await (await person('Ada', PHONE)).signUp());
  const { page } = phone;
  const { email, password } = phone.person;
  phone.person.allow(/status of (401|422)/);
  const codes = page.getByTestId('recovery-codes').getByRole('listitem');

  await phone.open('/');
  await phone.menu('Security');
  await phone.submit({ Password: 'not this one' }, 'Set up');
  await phone.refuses('Password', /not your password/);
  await phone.submit({ Password: password }, 'Set up');
  await expect(page.getByRole('img', { name: 'QR code of the secret' })).toBeVisible();
  await phone.wakes();
  // A phone cannot scan its own screen: the secret is opened in an app, or copied.
  await expect(page.getByRole('link', { name: 'open it in an app on this device' })).toHaveAttribute('href', /^otpauth:/);
  const secret = await page.getByTestId('two-factor-secret').innerText();
  await phone.submit({ Code: '12' }, 'Switch on');
  await phone.refuses('Code', /6 digits/);
  await phone.submit({ Code: code(secret) }, 'Switch on');
  await expect(codes).toHaveCount(10);
  await phone.wakes();
  const recovery = await codes.allInnerTexts();
  const [download] = await Promise.all([page.waitForEvent('download'), phone.follow('Download as text')]);
  expect(download.suggestedFilename()).toBe('aethex-recovery-codes.txt');

  await phone.menu('Sign out');
  await expect(page).toHaveURL('/');
  await phone.wakes();
  await phone.bar('Sign in');
  await phone.submit({ 'E-mail': email, Password: password }, 'Sign in');
  await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible();
  await phone.wakes();
  await phone.submit({ Code: 'aaaa-aaaa-aaaa-aaaa' }, 'Sign in');
  await phone.refuses('Code', /wrong, or it was used already/);
  await phone.submit({ Code: recovery[0] }, 'Sign in');
  await expect(page).toHaveURL('/');
  await phone.wakes();

  await phone.menu('Security');
  await expect(page.getByText('9 recovery codes are left.')).toBeVisible();
  await phone.follow('New recovery codes');
  await phone.submit({ Password: password, Code: code(secret, 1) }, 'Make new recovery codes');
  await expect(codes).toHaveCount(10);
  await phone.wakes();
  const renewed = await codes.first().innerText();
  await phone.follow('Switch off');
  await phone.submit({ Password: password, Code: recovery[1] }, 'Switch off');
  await phone.refuses('Code', /wrong, or it was used already/);
  await phone.submit({ Password: password, Code: renewed }, 'Switch off');
  await expect(page.getByText('Two-factor sign-in is off: your password is enough again.')).toBeVisible();
});

test('following, blocking, and a profile', async ({ person }) => {
  const bob = await (await person('Bob')).signUp();
  const channel = await bob.makeChannel();
  const eve = await (await person('Eve')).signUp();
  const phone = new Phone(await (await person('Ada', PHONE)).signUp());
  const { page, person: ada } = phone;
  ada.allow(/status of (404|422)/);
  const profile = page.getByRole('region', { name: 'Profile' });

  await test.step('a channel is followed and found under the thumb', async () => {
    await phone.open('/following');
    await expect(page.getByText("You don't follow a channel yet")).toBeVisible();
    await phone.open(`/streams/${channel.slug}`);
    await phone.tap('Follow');
    await expect(button(page, 'Unfollow')).toBeVisible();
    await phone.bar('Following');
    await expect(page.getByRole('region', { name: 'Offline' }).getByRole('link', { name: channel.name })).toBeVisible();
    await phone.fits();
    await page.getByRole('region', { name: 'Offline' }).getByRole('link', { name: channel.name }).tap();
    await phone.tap('Unfollow');
    await expect(button(page, 'Follow')).toBeVisible();
  });

  await test.step('a person is followed and blocked on their page', async () => {
    await page.getByRole('tab', { name: 'About' }).tap();
    await expect(page.getByRole('region', { name: 'About' }).getByText('Just chatting')).toBeVisible();
    await phone.fits();
    await page.getByRole('region', { name: 'About' }).getByRole('link', { name: bob.name }).tap();
    await expect(page).toHaveURL(`/users/${bob.username}`);
    await phone.tap('Follow', profile);
    await expect(profile).toContainText('1 follower');
    await phone.tap(`Block ${bob.name}`, profile);
    await expect(button(profile, `Unblock ${bob.name}`)).toBeVisible();
    await phone.fits();
  });

  await test.step('the list of blocks', async () => {
    await phone.menu('Blocked people');
    const row = page.getByRole('listitem').filter({ hasText: `@${bob.username}` });
    await expect(row).toBeVisible();
    await phone.fits();
    await phone.submit({ Username: 'nobody_at_all' }, 'Block');
    await phone.refuses('Username', 'No user has this name. Check the spelling.');
    await phone.submit({ Username: eve.username }, 'Block');
    const second = page.getByRole('listitem').filter({ hasText: `@${eve.username}` });
    await expect(second).toBeVisible();
    await phone.fits();
    await phone.tap(`Unblock ${bob.name}`, row);
    await expect(button(row, `Block ${bob.name}`)).toBeVisible();
  });

  await test.step('the chat shows one of the two', async () => {
    for (const one of [eve, bob]) await one.open(`/streams/${channel.slug}`);
    await new Chat(eve.page).say('from Eve');
    await new Chat(bob.page).say('from Bob');
    await phone.open(`/streams/${channel.slug}`);
    const chat = new Chat(page);
    await expect(chat.row('from Bob')).toHaveCount(1);
    await expect(chat.row('from Eve')).toHaveCount(0);
    await chat.input.tap();
    await chat.say('from a phone');
    await phone.fits();
  });

  await test.step('the own profile', async () => {
    await phone.menu('Profile');
    await expect(field(page, 'Display name')).toHaveValue(ada.name);
    await phone.fits();
    const words = 'Whittling.\nhttps://spoons.example/a-long-address-without-a-place-to-break-it-anywhere-at-all-in-it';
    await phone.submit({ 'Display name': ' ', 'About you': words, 'Site 1': 'Blog', 'Address 1': 'javascript:alert(1)' }, 'Save profile');
    await phone.refuses('Display name', /missing/);
    await phone.submit({ 'Display name': 'Ada with a name of fifty letters, which is the most', 'Address 1': 'blog.example/ada' }, 'Save profile');
    await expect(page.getByText('Your profile is saved.')).toBeVisible();
    await phone.wakes();
    await field(page, 'Theme').selectOption('Light');
    await phone.submit({ 'Site 2': 'Code', 'Address 2': 'https://code.example/ada' }, 'Save profile');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
    await phone.wakes();
    await phone.menu('Your page');
    await expect(profile.getByRole('link', { name: 'Blog' })).toHaveAttribute('href', 'https://blog.example/ada');
    await phone.fits();
  });
});

test('the own data are downloaded, and the account is erased', async ({ person }) => {
  const phone = new Phone(await (await person('Ada', PHONE)).signUp());
  const { page, person: ada } = phone;
  ada.allow(/status of (401|404|422)/);
  await phone.open('/');
  await phone.menu('Security');
  const [download] = await Promise.all([page.waitForEvent('download'), phone.follow('Download your data')]);
  const files = unzip(await readFile(await download.path()));
  expect(JSON.parse(files.get('account.json')!.toString())).toMatchObject({ username: ada.username, email: ada.email });

  const [name, password] = ['Your username, to confirm', 'Your password, to confirm'];
  await phone.submit({ [name]: 'another', [password]: ada.password }, 'Erase the account');
  await phone.refuses(name, new RegExp(`type ${ada.username}`));
  await phone.submit({ [name]: ada.username, [password]: 'not this one' }, 'Erase the account');
  await phone.refuses(password, /not your password/);
  await phone.submit({ [password]: ada.password }, 'Erase the account');
  await expect(page.getByText('Your account is erased')).toBeVisible();
  await phone.wakes();
  await phone.submit({ 'E-mail': ada.email, Password: ada.password }, 'Sign in');
  await expect(page.getByRole('alert')).toBeVisible();
  await phone.open(`/users/${ada.username}`);
  await expect(page.getByText(`No user called @${ada.username}`)).toBeVisible();
});
