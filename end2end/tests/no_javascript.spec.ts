// Without JavaScript: everything that is to be read can be read, and signing in and writing work by plain forms.
import { Chat, field, submit } from '../support/pages';
import { expect, test } from '../support/test';

test('reading, signing in and writing work without JavaScript', async ({ person, publish, server }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug, name, key } = await ada.makeChannel();
  publish(key);
  await expect.poll(async () => (await ada.get(`/api/channels/${slug}`)).stream?.status, { timeout: 30_000 }).toBe('LIVE');
  const { stream } = await ada.get(`/api/channels/${slug}`);
  const patched = await ada.context.request.patch(`/api/streams/${stream.id}`, { data: { title: 'Whittling <spoons> & talking' } });
  expect(patched.ok()).toBe(true);
  await ada.post('/api/messages', { streamId: stream.id, content: 'said before you came' });

  const reader = await (await person('Reader')).signUp();
  await reader.context.clearCookies();
  const bob = await person('Bob', { javaScriptEnabled: false });

  await test.step('home lists who is live', async () => {
    await bob.page.goto('/');
    const link = bob.page.getByRole('main').getByRole('link', { name: 'Whittling <spoons> & talking' });
    await expect(link).toBeVisible();
    await link.click();
    await expect(bob.page).toHaveURL(`/streams/${slug}`);
  });

  await test.step('the page of the channel can be read, also by link previews', async () => {
    await expect(bob.page.getByRole('heading', { level: 1 })).toHaveText('Whittling <spoons> & talking');
    await expect(bob.page).toHaveTitle(`Whittling <spoons> & talking · ${name} · AeThex Live`);
    const meta = (property: string) => bob.page.locator(`meta[property="${property}"]`);
    await expect(meta('og:title')).toHaveAttribute('content', `Whittling <spoons> & talking · ${name}`);
    await expect(meta('og:url')).toHaveAttribute('content', `${server.url}/streams/${slug}`);
    await expect(meta('og:description')).toHaveAttribute('content', /.+/);
    await expect(new Chat(bob.page).row('said before you came')).toContainText(ada.name);
    await expect(bob.page.getByText(name).first()).toBeVisible();
  });

  await test.step('a wrong password is told, the right one leads back', async () => {
    await bob.page.getByRole('region', { name: 'Chat' }).getByRole('link', { name: 'Sign in' }).click();
    await submit(bob.page, { 'E-mail': reader.email, Password: 'wrong ladder river' }, 'Sign in');
    await expect(bob.page.getByRole('alert')).toContainText('E-mail or password is wrong');
    await submit(bob.page, { 'E-mail': reader.email, Password: reader.password }, 'Sign in');
    await expect(bob.page).toHaveURL(`/streams/${slug}`);
  });

  await test.step('a message goes out by the plain form', async () => {
    const chat = new Chat(bob.page);
    await chat.input.fill('from a very old browser');
    await bob.page.getByRole('button', { name: 'Send' }).click();
    await expect(bob.page).toHaveURL(new RegExp(`/streams/${slug}$`));
    await expect(chat.row('from a very old browser')).toContainText(reader.name);
  });

  await test.step('a name can be chosen and a channel opened', async () => {
    const carla = await person('Carla', { javaScriptEnabled: false });
    await carla.page.goto('/auth/register');
    await submit(carla.page, { 'E-mail': 'not an address', Password: carla.password }, 'Sign up');
    await expect(field(carla.page, 'E-mail')).toHaveAccessibleDescription(/doesn't look like an e-mail address/);
    await submit(carla.page, { 'E-mail': carla.email, Password: carla.password }, 'Sign up');
    await submit(carla.page, { Username: carla.username, 'Display name': carla.name }, 'Continue');
    await submit(carla.page, { 'Channel name': carla.name, Address: carla.username.replaceAll('_', '-') }, 'Create channel');
    await expect(carla.page.getByRole('heading', { level: 1, name: carla.name })).toBeVisible();
  });

  await ada.post(`/api/streams/${stream.id}/end`);
});
