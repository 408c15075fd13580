// A channel's own emotes: added, written, drawn in open chats, and deleted.
import { look, violations } from '../support/axe';
import { button, Chat, expectFieldError, field } from '../support/pages';
import { expect, test } from '../support/test';

/** One red pixel. */
const RED = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==', 'base64');

test('an emote is added, written by others, and deleted', async ({ person }) => {
  test.setTimeout(120_000);
  const ada = await (await person('Ada')).signUp();
  const { slug } = await ada.makeChannel();
  const bob = await (await person('Bob')).signUp();
  const his = new Chat(bob.page);
  await bob.open(`/streams/${slug}`);
  const { page } = ada;
  await look(ada, `/dashboard/emotes?channel=${slug}`, () => expect(page.getByText('No emotes of your own yet')).toBeVisible());
  ada.allow(/status of 409/, /ERR_INTERNET_DISCONNECTED/);

  const choose = () => page.locator('#new-emote input[type=file]').setInputFiles({ name: 'Our Cat.png', mimeType: 'image/png', buffer: RED });
  const rows = page.locator('.emote-list li');
  await test.step('the file lends its name, and a wrong one is told before it is sent', async () => {
    await choose();
    await expect(field(page, 'Name')).toHaveValue('our_cat');
    await expect(field(page, 'Name')).toBeFocused();
    expect((await page.locator('.crop-canvas').boundingBox())!.width).toBeLessThanOrEqual(256);
    expect(await violations(page)).toEqual([]);
    await field(page, 'Name').fill('wave');
    await button(page, 'Add emote').click();
    await expectFieldError(page, 'Name', ':wave: is built in. Choose another name.', 'wave');
    await field(page, 'Name').fill('our_cat');
    await button(page, 'Add emote').click();
    await expect(rows).toHaveText([':our_cat:']);
    await expect(button(page, 'Choose a picture')).toBeFocused();
  });

  await test.step('a name that is taken loses neither picture nor name', async () => {
    await choose();
    await button(page, 'Add emote').click();
    await expectFieldError(page, 'Name', 'The channel has an emote :our_cat: already. Choose another name, or delete that one first.', 'our_cat');
    await field(page, 'Name').fill('cat_2');
    await button(page, 'Add emote').click();
    await expect(rows).toHaveText([':our_cat:', ':cat_2:']);
    expect(await violations(page)).toEqual([]);
  });

  await test.step('neither does a line that is lost, nor cancelling what is on its way', async () => {
    await page.route('**/api/channels/*/emotes', (route) => route.abort('internetdisconnected'));
    await choose();
    await field(page, 'Name').fill('cat_3');
    await page.getByLabel('Zoom').press('ArrowRight');
    await button(page, 'Add emote').click();
    await expect(page.locator('#new-emote-note')).toContainText("The server can't be reached.");
    await expect(button(page, 'Try again')).toBeFocused();
    await page.unroute('**/api/channels/*/emotes');
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/api/channels/*/emotes', async (route) => {
      await held;
      await route.abort().catch(() => {});
    });
    const add = page.locator('#new-emote button[type=submit]');
    await add.click();
    await expect(add).toBeDisabled();
    await button(page, 'Cancel').click();
    await expect(add).toBeEnabled();
    release();
    await expect(field(page, 'Name')).toHaveValue('cat_3');
    await expect(page.getByLabel('Zoom')).toHaveValue('1.05');
    await page.unroute('**/api/channels/*/emotes');
    await button(page, 'Cancel').click();
    await expect(field(page, 'Name')).toHaveCount(0);
    await expect(button(page, 'Choose a picture')).toBeFocused();
  });

  await test.step('an open chat draws it, offers it, and completes it', async () => {
    await his.say('look :our_cat:');
    const drawn = his.row('look').getByRole('img', { name: ':our_cat:' });
    await expect.poll(() => drawn.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await his.input.pressSequentially(':our');
    await expect(bob.page.getByRole('option')).toContainText([':our_cat:']);
    await bob.page.keyboard.press('Tab');
    await expect(his.input).toHaveValue(':our_cat: ');
    await button(bob.page, 'Emotes and emoji').click();
    const picker = bob.page.getByRole('dialog', { name: 'Emotes and emoji' });
    await button(picker, 'cat_2').click();
    await expect(his.input).toHaveValue(':our_cat: :cat_2: ');
    await his.input.fill('');
  });

  await test.step('who opens the page later sees it, too, also without scripts', async () => {
    const answer = await fetch(`${ada.server.url}/streams/${slug}`);
    expect(await answer.text()).toMatch(/<span[^>]*aria-label=":our_cat:"[^>]*class="emote emote-own"/);
  });

  await test.step('deleted, it is its name from then on', async () => {
    await button(page, 'Delete :our_cat:').click();
    await button(page.getByRole('dialog', { name: 'Delete :our_cat:?' }), 'Delete emote').click();
    await expect(rows).toHaveText([':cat_2:']);
    // The writer's page may hear of it a moment later, and draws what comes until then as before.
    let times = 0;
    await expect(async () => {
      times += 1;
      await his.say(`again ${times} :our_cat:`);
      await expect(his.row(`again ${times} `)).toContainText(':our_cat:');
      await expect(his.row(`again ${times} `).locator('.emote')).toHaveCount(0, { timeout: 500 });
    }).toPass();
  });
});
