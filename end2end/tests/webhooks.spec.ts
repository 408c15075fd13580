// The page of webhooks: making one, its secret, a test event and what came of it, and the way without JavaScript.
import { look, violations } from '../support/axe';
import { button, expectFieldError, field, submit } from '../support/pages';
import { expect, test } from '../support/test';

// A name that leads nowhere, by RFC 2606.
const ADDRESS = 'https://hooks.invalid/aethex';
const MOVED = 'https://moved.invalid/aethex';

test('a webhook is made, tried, given a new secret and deleted', async ({ person }) => {
  test.setTimeout(180_000);
  const ada = await (await person('Ada')).signUp();
  const { slug } = await ada.makeChannel();
  const { page } = ada;
  await look(ada, `/dashboard/webhooks?channel=${slug}`, () => expect(page.getByText('No webhooks yet')).toBeVisible());
  ada.allow(/status of 422/);

  await test.step('addresses beside the server are refused, and what was typed stays', async () => {
    await submit(page, { Address: 'https://192.168.0.1/' }, 'Add webhook');
    await expectFieldError(page, 'Address', "Events are sent to the internet only: this address isn't public.", 'https://192.168.0.1/');
  });

  const secret = page.getByTestId('webhook-secret');
  await test.step('the secret is shown, once', async () => {
    await submit(page, { Address: ADDRESS }, 'Add webhook');
    await expect(page.locator('.webhook-address')).toHaveText(ADDRESS);
    await expect(secret).toHaveText(/^whsec_/);
    await expect(button(page, 'Copy secret')).toBeFocused();
    expect(await violations(page)).toEqual([]);
    await ada.open(`/dashboard/webhooks?channel=${slug}`);
    await expect(page.locator('.webhook-address')).toHaveText(ADDRESS);
    await expect(secret).toHaveCount(0);
  });

  const standing = page.locator('.webhook-head .pill');
  await test.step('a test event, and why it did not arrive', async () => {
    await expect(standing).toHaveText('On');
    await button(page, `Send a test event to ${ADDRESS}`).click();
    // The list opens, and follows the delivery by itself.
    const row = page.locator('.webhook-delivery');
    await expect(row).toBeVisible();
    await expect(row).toContainText('leads to no address');
    // What is said of the webhook follows, and the focus stays.
    await expect(standing).toHaveText(/^Failing, began \S/);
    await expect(button(page, `Send a test event to ${ADDRESS}`)).toBeFocused();
    expect(await violations(page)).toEqual([]);
  });

  await test.step('sent again, it is followed, too', async () => {
    const row = page.locator('.webhook-delivery');
    await row.getByRole('button', { name: /^Send again: test of / }).click();
    await expect(page.locator('.toasts')).toContainText('The event is sent again.');
    await expect(row).toContainText(/attempt \d/);
    await expect(row.getByRole('button', { name: /^Send again: test of / })).toBeFocused();
    await ada.open(`/dashboard/webhooks?channel=${slug}`);
    await expect(page.locator('.pill-warn').filter({ hasText: 'Failing, began' })).toHaveText(/^Failing, began \S/);
  });

  await test.step('another address and other events, by keyboard', async () => {
    // The address in its name changes with the webhook.
    const edit = page.getByRole('button', { name: /^Edit the webhook to / });
    const form = page.locator('.webhook form').filter({ has: page.locator('#edit-url') });
    const address = field(form, 'Address');
    await edit.press('Enter');
    await expect(edit).toHaveAttribute('aria-expanded', 'true');
    await expect(address).toBeFocused();
    await expect(address).toHaveValue(ADDRESS);
    expect(await violations(page)).toEqual([]);
    await address.fill('https://elsewhere.invalid/');
    await button(form, 'Cancel').press('Enter');
    await expect(form).toHaveCount(0);
    await expect(edit).toBeFocused();
    await expect(page.locator('.webhook-address')).toHaveText(ADDRESS);

    // What is wrong stands at the fields, and what was typed stays.
    await edit.press('Enter');
    await address.fill('https://192.168.0.1/');
    for (const event of ['A stream starts', 'A stream ends']) await field(form, event).press('Space');
    await address.press('Enter');
    await expect(address).toHaveAccessibleDescription("Events are sent to the internet only: this address isn't public.");
    await expect(address).toHaveValue('https://192.168.0.1/');
    await expect(address).toBeFocused();
    await expect(form.getByText('Choose at least one event.')).toBeVisible();
    await address.fill(MOVED);
    await address.press('Enter');
    await expect(field(form, 'A stream starts')).toBeFocused();
    await expect(field(form, 'A stream starts')).toHaveAccessibleDescription('Choose at least one event.');

    await field(form, 'A recording is ready to watch').check();
    await address.fill(MOVED);
    await address.press('Enter');
    await expect(page.locator('.toasts')).toContainText('Saved.');
    await expect(form).toHaveCount(0);
    await expect(edit).toBeFocused();
    await expect(page.locator('.webhook-address')).toHaveText(MOVED);
    await expect(page.locator('.webhook')).toContainText('A recording is ready to watch');
    await expect(page.locator('.webhook')).not.toContainText('A stream starts');
    await ada.open(`/dashboard/webhooks?channel=${slug}`);
    await expect(page.locator('.webhook-address')).toHaveText(MOVED);
  });

  await test.step('a Discord webhook has no secret, and its making is told', async () => {
    await field(page, 'What arrives there').selectOption('discord');
    await submit(page, { Address: 'https://discord.com/api/webhooks/123/abc' }, 'Add webhook');
    await expect(page.locator('.toasts')).toContainText('The webhook is added');
    const made = page.locator('.webhook').filter({ hasText: 'Discord' });
    // The page does not know its address, so it stays unless another one is typed.
    await button(made, 'Edit the webhook to https://discord.com/api/webhooks/123/…').click();
    await expect(field(made, 'Address')).toHaveValue('');
    await expect(field(made, 'Address')).toHaveAccessibleDescription(/the address stays as it is/);
    await field(made, 'A person follows the channel').check();
    await button(made, 'Save').click();
    await expect(field(made, 'Address')).toHaveCount(0);
    await expect(made.locator('.webhook-address')).toHaveText('https://discord.com/api/webhooks/123/…');
    await expect(made).toContainText('A person follows the channel');
    await button(made, 'Delete the webhook to https://discord.com/api/webhooks/123/…').click();
    await expect(page.getByRole('dialog')).toContainText('Nothing is sent to https://discord.com/api/webhooks/123/… any more');
    await button(page.getByRole('dialog'), 'Delete webhook').click();
    await expect(made).toHaveCount(0);
    await expect(page.locator('.toasts')).toContainText('The webhook is deleted.');
    await expect(page.getByRole('heading', { name: 'New webhook' })).toBeFocused();
  });

  await test.step('a new secret', async () => {
    await button(page, `New secret for ${MOVED}`).click();
    await button(page.getByRole('dialog'), 'Make a new secret').click();
    await expect(secret).toHaveText(/^whsec_/);
  });

  await test.step('deleted', async () => {
    await button(page, `Delete the webhook to ${MOVED}`).click();
    await button(page.getByRole('dialog'), 'Delete webhook').click();
    await expect(page.getByText('No webhooks yet')).toBeVisible();
    await expect(field(page, 'Address')).toHaveValue('');
  });
});

test('a webhook that was deleted in another tab is not changed, and the page says so', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug } = await ada.makeChannel();
  const { page } = ada;
  await ada.open(`/dashboard/webhooks?channel=${slug}`);
  await submit(page, { Address: ADDRESS }, 'Add webhook');
  await expect(page.locator('.webhook-address')).toHaveText(ADDRESS);
  const other = await ada.context.newPage();
  await ada.open(`/dashboard/webhooks?channel=${slug}`, other);
  await button(other, `Delete the webhook to ${ADDRESS}`).click();
  await button(other.getByRole('dialog'), 'Delete webhook').click();
  await expect(other.getByText('No webhooks yet')).toBeVisible();

  ada.allow(/status of 404/);
  await button(page, `Edit the webhook to ${ADDRESS}`).click();
  const row = page.locator('.webhook');
  await field(row, 'Address').fill(MOVED);
  await button(row, 'Save').click();
  await expect(row.getByRole('alert').filter({ hasText: "This webhook doesn't exist any more, so nothing was changed." })).toBeVisible();
  await expect(field(row, 'Address')).toHaveValue(MOVED);
});

test('what is sent again while the channel is private says that it waits', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const bob = await (await person('Bob')).signUp();
  const { slug } = await ada.makeChannel();
  const { page } = ada;
  await ada.open(`/dashboard/webhooks?channel=${slug}`);
  await field(page, 'A person follows the channel').check();
  await submit(page, { Address: ADDRESS }, 'Add webhook');
  await expect(page.locator('.webhook-address')).toHaveText(ADDRESS);
  await bob.post(`/api/channels/${slug}/follow`, {});
  await ada.put(`/api/channels/${slug}`, { isPublic: false });
  await ada.open(`/dashboard/webhooks?channel=${slug}`);
  await page.getByText('Deliveries', { exact: true }).click();
  const row = page.locator('.webhook-delivery');
  await row.getByRole('button', { name: /^Send again: follow of / }).click();
  await expect(row).toContainText('This event is sent once it is.');
  await expect(row).toContainText('Waiting');
  await expect(page.locator('.toasts')).toContainText('once your channel is public');
  await expect(row.getByRole('button', { name: /^Send again: follow of / })).toBeFocused();
});

test('without JavaScript', async ({ person }) => {
  const ada = await (await person('Ada', { javaScriptEnabled: false })).signUp();
  await ada.makeChannel();
  const { page } = ada;
  await page.goto('/dashboard/webhooks');
  await submit(page, { Address: ADDRESS }, 'Add webhook');
  await expect(page).toHaveURL('/dashboard/webhooks');
  await expect(page.getByTestId('webhook-secret')).toHaveText(/^whsec_/);
  await button(page, `Send a test event to ${ADDRESS}`).click();
  await page.getByText('Deliveries', { exact: true }).click();
  await expect(page.locator('.webhook-delivery')).toContainText('test');
  await expect(page.getByTestId('webhook-secret')).toHaveCount(0);
});
