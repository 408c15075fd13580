// Blocking a person: what disappears, where it is lifted, and what the blocked person is told.
import { button, expectFieldError, field, submit } from '../support/pages';
import { expect, test } from '../support/test';

test('a block hides a person in an open tab, and the list lifts it', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug } = await ada.makeChannel();
  const bob = await (await person('Bob')).signUp();
  const eve = await (await person('Eve')).signUp();
  const rows = (page = eve.page) => page.getByRole('log').getByRole('listitem');
  const say = async (who: typeof bob, text: string) => {
    await field(who.page, 'Your message').fill(text);
    await button(who.page, 'Send').click();
    await expect(rows(who.page).filter({ hasText: text })).toHaveCount(1);
  };
  for (const one of [ada, bob, eve]) await one.open(`/streams/${slug}`);
  await say(bob, 'can you read this?');
  await expect(rows().filter({ hasText: 'can you read this?' })).toHaveCount(1);

  await test.step('the open tab', async () => {
    const other = await eve.context.newPage();
    await eve.open('/dashboard/blocks', other);
    await expect(other.getByText('You have blocked no one')).toBeVisible();
    await submit(other, { Username: bob.username }, 'Block');
    await expect(other.getByRole('listitem').filter({ hasText: `@${bob.username}` })).toBeVisible();
    await expect(field(other, 'Username')).toHaveValue('');
    await other.close();
    await expect(rows().filter({ hasText: 'can you read this?' })).toHaveCount(0);
  });

  await test.step('new messages, and those of a page that is loaded again', async () => {
    await say(bob, 'and this?');
    await say(ada, 'hello Eve');
    await expect(rows().filter({ hasText: 'hello Eve' })).toHaveCount(1);
    await expect(rows()).toHaveCount(1);
    await eve.open(`/streams/${slug}`);
    await expect(rows().filter({ hasText: 'hello Eve' })).toHaveCount(1);
    await expect(rows()).toHaveCount(1);
  });

  await test.step('a mention is refused, and the text is kept', async () => {
    const text = `hey @${eve.username}`;
    await field(bob.page, 'Your message').fill(text);
    await button(bob.page, 'Send').click();
    await expect(bob.page.locator('.chat-hint')).toContainText(`@${eve.username} has blocked you`);
    await expect(field(bob.page, 'Your message')).toHaveValue(text);
  });

  await test.step('lifted', async () => {
    await eve.open('/dashboard/blocks');
    const row = eve.page.getByRole('listitem').filter({ hasText: `@${bob.username}` });
    await button(row, `Unblock ${bob.name}`).click();
    await expect(button(row, `Block ${bob.name}`)).toBeFocused();
    await expect(row).toContainText('Unblocked');
    await expect(row.getByRole('link')).toHaveAttribute('href', `/users/${bob.username}`);
    await eve.open(`/streams/${slug}`);
    await expect(rows()).toHaveCount(3);
  });
});

test('a person whom the owner has blocked is told so where they would write', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug } = await ada.makeChannel();
  const bob = await (await person('Bob')).signUp();
  await bob.open(`/streams/${slug}`);
  const input = field(bob.page, 'Your message');
  await expect(input).toBeEnabled();
  await ada.post(`/api/users/${bob.username}/block`);
  await expect(bob.page.locator('.chat-barred')).toContainText('has blocked you');
  await expect(input).toBeHidden();
  await ada.open('/dashboard/blocks');
  await button(ada.page, `Unblock ${bob.name}`).click();
  await expect(input).toBeEnabled();
});

test('a name that no one has stays in the field', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  ada.allow(/status of 404 /);
  await ada.open('/dashboard/blocks');
  await submit(ada.page, { Username: 'nobody_at_all' }, 'Block');
  await expectFieldError(ada.page, 'Username', 'No user has this name. Check the spelling.', 'nobody_at_all');
});

test('without JavaScript', async ({ person }) => {
  const bob = await (await person('Bob')).signUp();
  const ada = await (await person('Ada', { javaScriptEnabled: false })).signUp();
  const { page } = ada;
  await page.goto('/dashboard/blocks');
  await submit(page, { Username: `@${bob.username}` }, 'Block');
  await expect(page).toHaveURL('/dashboard/blocks');
  const row = page.getByRole('listitem').filter({ hasText: `@${bob.username}` });
  await button(row, `Unblock ${bob.name}`).click();
  await expect(page).toHaveURL('/dashboard/blocks');
  await expect(page.getByText('You have blocked no one')).toBeVisible();
});
