// A user's picture: chosen, cropped by keyboard, uploaded, shown at once, removed.
import { violations } from '../support/axe';
import { button } from '../support/pages';
import { expect, test } from '../support/test';

/** One red pixel. */
const RED = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==', 'base64');

test('an avatar is chosen, cropped, shown everywhere on the page at once, and removed', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { page } = ada;
  await ada.open('/dashboard/profile');
  const picture = page.getByRole('group', { name: 'Avatar' });
  const inMenu = page.getByRole('banner').locator('.avatar img');
  await page.getByLabel('About you').fill('Not saved yet');

  // What the browser cannot read is refused before it is sent.
  await picture.locator('input[type=file]').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: Buffer.from('<html>') });
  await expect(picture).toHaveAccessibleDescription(/we can’t read this file/);

  const chooser = page.waitForEvent('filechooser');
  await button(picture, 'Choose a picture').focus();
  await page.keyboard.press('Enter');
  await (await chooser).setFiles({ name: 'me.png', mimeType: 'image/png', buffer: RED });
  const dialog = page.getByRole('dialog', { name: 'Crop your avatar' });
  await expect(dialog).toBeVisible();
  expect(await violations(page, 'dialog[open]')).toEqual([]);
  await dialog.getByLabel('Zoom').focus();
  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByLabel('Zoom')).toHaveValue('1.05');
  await button(dialog, 'Upload').click();
  await expect(dialog).toBeHidden();
  await expect(picture.locator('.avatar img')).toHaveAttribute('src', /^\/pictures\/[0-9a-f]{32}-320\.webp$/);
  await expect(picture).toHaveAccessibleDescription(/JPEG, PNG/);
  const address = await picture.locator('.avatar img').getAttribute('src');
  await expect(inMenu).toHaveAttribute('src', address!);
  await expect(inMenu).toHaveAttribute('srcset', /-64\.webp 64w/);
  await expect.poll(() => inMenu.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  expect((await ada.get('/api/auth/user')).avatar).toBe(address);
  await expect(page.getByLabel('About you'), 'the page stays as it was').toHaveValue('Not saved yet');
  expect(await violations(page)).toEqual([]);

  // A channel without an avatar shows the one of its owner.
  await ada.makeChannel();
  const other = await ada.context.newPage();
  await ada.open('/dashboard/channel', other);
  await expect(other.getByRole('group', { name: 'Avatar' }).locator('.avatar img')).toHaveAttribute('src', address!);
  await expect(button(other.getByRole('group', { name: 'Avatar' }), 'Remove')).toHaveCount(0);
  await other.close();

  await button(picture, 'Remove').click();
  await expect(picture.locator('.avatar img')).toHaveCount(0);
  await expect(inMenu).toHaveCount(0);
  await expect(button(picture, 'Choose a picture')).toBeFocused();
  expect((await ada.get('/api/auth/user')).avatar).toBeNull();
});

test('an upload that is cancelled or refused keeps the crop, says why, and can be tried again', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { page } = ada;
  ada.allow(/status of 429/, /ERR_INTERNET_DISCONNECTED/);
  await ada.open('/dashboard/profile');
  const picture = page.getByRole('group', { name: 'Avatar' });
  const dialog = page.getByRole('dialog', { name: 'Crop your avatar' });
  const progress = dialog.getByRole('progressbar', { name: 'Uploading' });
  const isAsItWas = async () => {
    await expect(dialog).toBeVisible();
    await expect(dialog.getByLabel('Zoom')).toHaveValue('1.05');
  };
  await picture.locator('input[type=file]').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: RED });
  await dialog.getByLabel('Zoom').press('ArrowRight');

  await test.step('cancelled, or left by Escape, while it is on its way', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/api/upload/**', async (route) => {
      await held;
      await route.abort().catch(() => {});
    });
    const leave = [() => button(dialog, 'Cancel').click(), () => page.keyboard.press('Escape')];
    for (const leaves of leave) {
      await button(dialog, 'Upload').click();
      await expect(progress).toBeVisible();
      await expect(dialog.getByLabel('Zoom')).toBeDisabled();
      await leaves();
      await expect(progress).toBeHidden();
      await isAsItWas();
    }
    release();
    await page.unroute('**/api/upload/**');
  });

  await test.step('without a connection', async () => {
    await page.route('**/api/upload/**', (route) => route.abort('internetdisconnected'));
    await button(dialog, 'Upload').click();
    await expect(dialog.getByRole('alert')).toContainText("The server can't be reached.");
    await expect(button(dialog, 'Try again')).toBeFocused();
    await isAsItWas();
    expect(await violations(page, 'dialog[open]')).toEqual([]);
    await page.unroute('**/api/upload/**');
  });

  await test.step('refused', async () => {
    await page.route('**/api/upload/**', (route) =>
      route.fulfill({ status: 429, contentType: 'application/problem+json', body: JSON.stringify({ code: 'rate_limited', detail: 'You have uploaded many pictures. Try again in 3 minutes.' }) }),
    );
    await button(dialog, 'Try again').click();
    await expect(dialog.getByRole('alert')).toContainText('many pictures');
    await isAsItWas();
    await page.unroute('**/api/upload/**');
  });

  await expect(picture.locator('.avatar img')).toHaveCount(0);
  await button(dialog, 'Try again').click();
  await expect(dialog).toBeHidden();
  await expect(picture.locator('.avatar img')).toHaveAttribute('src', /^\/pictures\//);
});

test('without JavaScript the page says that pictures need it', async ({ person }) => {
  const ada = await (await person('Ada', { javaScriptEnabled: false })).signUp();
  await ada.makeChannel();
  for (const path of ['/dashboard/profile', '/dashboard/channel', '/dashboard/emotes']) {
    await ada.page.goto(path);
    await expect(ada.page.getByText(/needs? JavaScript/)).toHaveCount(1);
    await expect(button(ada.page, 'Choose a picture')).toHaveCount(0);
  }
});
