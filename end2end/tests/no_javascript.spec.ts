// Without JavaScript: everything that is to be read can be read, and forms do what they say.
import { Chat, field, submit } from '../support/pages';
import { expect, test } from '../support/test';

const TITLE = 'Whittling <spoons> & talking';
const PLANS = 'https://example.org/spoons';
const OLD = { javaScriptEnabled: false };

test('home and channel page can be read', async ({ person, publish, server }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug, name, key } = await ada.makeChannel();
  publish(key);
  const stream = await ada.whenLive(slug);
  expect((await ada.context.request.patch(`/api/streams/${stream.id}`, { data: { title: TITLE, description: `First the bowl.\n${PLANS}` } })).ok()).toBe(true);
  await ada.post('/api/messages', { streamId: stream.id, content: 'said before you came' });

  const bob = await person('Bob', OLD);
  const { page } = bob;
  await page.goto('/');
  await page.getByRole('main').getByRole('link', { name: TITLE }).click();
  await expect(page).toHaveURL(`/streams/${slug}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(TITLE);
  await expect(page).toHaveTitle(`${TITLE} · ${name} · AeThex Live`);
  await expect(new Chat(page).row('said before you came')).toContainText(ada.name);
  await expect(page.getByRole('main').getByText(name, { exact: true }).first()).toBeVisible();

  const about = page.getByRole('region', { name: 'About' });
  await expect(about.getByRole('link', { name: PLANS })).toHaveAttribute('rel', /noopener.* nofollow/);
  await expect(about.getByText("hasn't written anything here yet")).toHaveCount(0);

  // What link previews read.
  const meta = (property: string) => page.locator(`meta[property="${property}"]`);
  await expect(meta('og:title')).toHaveAttribute('content', `${TITLE} · ${name}`);
  await expect(meta('og:url')).toHaveAttribute('content', `${server.url}/streams/${slug}`);
  await expect(meta('og:description')).toHaveAttribute('content', /.+/);
  await ada.post(`/api/streams/${stream.id}/end`);
});

test('signing in leads back to the channel, and a message goes out', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug } = await ada.makeChannel();
  const bob = await person('Bob', OLD);
  const { page } = bob;
  await page.goto(`/streams/${slug}`);
  await page.getByRole('region', { name: 'Chat' }).getByRole('link', { name: 'Sign in' }).click();
  await submit(page, { 'E-mail': ada.email, Password: ada.password }, 'Sign in');
  await expect(page).toHaveURL(`/streams/${slug}`);
  const chat = new Chat(page);
  await chat.input.fill('from a very old browser');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(chat.row('from a very old browser')).toContainText(ada.name);
  expect(new URL(page.url()).pathname).toBe(`/streams/${slug}`);
});

test('signing up leads through the name to a channel', async ({ person }) => {
  const ada = await person('Ada', OLD);
  await ada.page.goto('/auth/register');
  await submit(ada.page, { 'E-mail': ada.email, Password: ada.password }, 'Sign up');
  await submit(ada.page, { Username: ada.username, 'Display name': ada.name }, 'Continue');
  await submit(ada.page, { 'Channel name': ada.name, Address: ada.username.replaceAll('_', '-') }, 'Create channel');
  await expect(ada.page.getByRole('heading', { level: 1, name: ada.name })).toBeVisible();
});

test('signing up from a channel leads back to it', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug } = await ada.makeChannel();
  const { page, email, password, username, name } = await person('Bob', OLD);
  await page.goto(`/streams/${slug}`);
  await page.getByRole('region', { name: 'Chat' }).getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Create an account' }).click();
  await submit(page, { 'E-mail': email, Password: password }, 'Sign up');
  await submit(page, { Username: username, 'Display name': name }, 'Continue');
  await expect(page).toHaveURL(`/streams/${slug}`);
});

test('a form that is refused says why', async ({ person }) => {
  const [ada, bob] = [await (await person('Ada')).signUp(), await person('Bob', OLD)];
  bob.allow(/Failed to load resource: the server responded with a status of 4\d\d /);
  await bob.page.goto('/auth/login');
  await submit(bob.page, { 'E-mail': ada.email, Password: 'wrong ladder river' }, 'Sign in');
  await expect(bob.page.getByRole('alert')).toContainText('E-mail or password is wrong');
  await bob.page.goto('/auth/register');
  await submit(bob.page, { 'E-mail': ada.email, Password: bob.password }, 'Sign up');
  await expect(field(bob.page, 'E-mail')).toHaveAccessibleDescription(/There is an account with this e-mail already/);
  // The form shows what the user has typed; a password is never sent back.
  await expect(field(bob.page, 'E-mail')).toHaveValue(ada.email);
  await expect(field(bob.page, 'Password')).toHaveValue('');
  await bob.page.goto('/auth/register');
  await expect(field(bob.page, 'E-mail')).toHaveValue('');
});

test('a form of several fields comes back as it was', async ({ person }) => {
  const [ada, bob] = [await (await person('Ada')).signUp(), await person('Bob', OLD)];
  await bob.page.goto('/auth/register');
  await submit(bob.page, { 'E-mail': bob.email, Password: bob.password }, 'Sign up');
  const typed = { Username: ada.username, 'Display name': 'Bob & <Sons> Ω', 'About you (optional)': 'Two lines,\n"quoted" & more.' };
  await submit(bob.page, typed, 'Continue');
  await expect(field(bob.page, 'Username')).toHaveAccessibleDescription(/taken/);
  for (const [label, text] of Object.entries(typed)) await expect(field(bob.page, label)).toHaveValue(text);
});
