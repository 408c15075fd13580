// Access tokens: made on the page, used by a program, revoked.
import { look, violations } from '../support/axe';
import { button, expectFieldError, field, submit } from '../support/pages';
import { expect, test } from '../support/test';

test('a token is made, works as far as it is allowed to, and is revoked', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { page } = ada;
  await look(ada, '/dashboard/tokens', () => expect(page.getByText('No tokens yet')).toBeVisible());
  ada.allow(/status of 422/);

  await test.step('a token that may do nothing is not made, and what was typed stays', async () => {
    await submit(page, { Name: 'Bot' }, 'Make token');
    await expect(page.getByText('Choose at least one thing that the token may do.')).toBeVisible();
    await expect(field(page, 'Name')).toHaveValue('Bot');
    await submit(page, { Name: ' ' }, 'Make token');
    await expectFieldError(page, 'Name', 'Give it a name.', ' ');
  });

  const row = page.locator('.token-row');
  let token = '';
  await test.step('it is shown once', async () => {
    await page.getByLabel('Read your account, follows and blocks').check();
    await submit(page, { Name: 'Bot' }, 'Make token');
    const made = page.getByRole('region', { name: 'Your new token' });
    await expect(made).toBeFocused();
    await expect(page.getByLabel('Read your account, follows and blocks')).not.toBeChecked();
    token = (await made.locator('.token-value').textContent())!;
    expect(token).toMatch(/^aethex_token_[0-9a-f]{48}$/);
    await expect(row).toContainText('user:read');
    expect(await violations(page)).toEqual([]);
    await ada.open('/dashboard/tokens');
    await expect(row).toContainText('Never used');
    await expect(row).toContainText(/ends on \d{1,2} [A-Z][a-z]+ \d{4}/);
    await expect(page.getByText(token)).toHaveCount(0);
  });

  const ask = (path: string) => fetch(`${ada.server.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  await test.step('a program uses it', async () => {
    expect(await (await ask('/api/auth/user')).json()).toMatchObject({ username: ada.username });
    expect((await ask('/api/auth/tokens')).status).toBe(403);
    await ada.open('/dashboard/tokens');
    await expect(row).not.toContainText('Never used');
  });

  await test.step('revoked', async () => {
    await button(page, 'Revoke Bot').click();
    await button(page.getByRole('dialog'), 'Revoke').click();
    await expect(page.getByText('No tokens yet')).toBeVisible();
    expect((await ask('/api/auth/user')).status).toBe(401);
  });
});
