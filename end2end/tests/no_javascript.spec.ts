// Without JavaScript: everything that is to be read can be read, and forms do what they say.
import { button, Chat, field, submit } from '../support/pages';
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

test('a marker is set and deleted, and each form keeps its own text', async ({ person, publish }) => {
  const ada = await (await person('Ada', OLD)).signUp();
  const { slug, key } = await ada.makeChannel();
  publish(key);
  const { id } = await ada.whenLive(slug);
  await expect.poll(async () => (await ada.get(`/api/streams/${id}`)).dvrUrl).toBeTruthy();
  const { page } = ada;
  await page.goto(`/dashboard?channel=${slug}`);
  const title = await field(page, 'Title').inputValue();
  expect(title).not.toBe('');
  const invisible = '\u200b\u200b';

  await test.step('one that is refused stands in its own form alone', async () => {
    await submit(page, { 'Chapter title': invisible }, 'Add marker');
    await expect(field(page, 'Chapter title')).toHaveAccessibleDescription('The title is missing.');
    await expect(field(page, 'Chapter title')).toHaveValue(invisible);
    await expect(field(page, 'Title')).toHaveValue(title);
    await submit(page, { 'Chapter title': '' }, 'Add marker');
    await expect(field(page, 'Chapter title')).toHaveAccessibleDescription('The title is missing.');
    await expect(field(page, 'Title')).toHaveValue(title);
  });

  await test.step('one that is set is told and listed', async () => {
    await submit(page, { 'Chapter title': 'The roof' }, 'Add marker');
    await expect(page.getByText('The marker is set.')).toBeVisible();
    await expect(field(page, 'Chapter title')).toHaveValue('');
    await expect(page.getByRole('list', { name: 'Newest markers' })).toContainText('The roof');
    // What was said before is not said of a form that is refused.
    await button(page, 'Add marker').click();
    await expect(field(page, 'Chapter title')).toHaveAccessibleDescription('The title is missing.');
    await expect(page.getByText('The marker is set.')).toHaveCount(0);
    await page.reload();
    await expect(field(page, 'Chapter title')).not.toHaveAccessibleDescription('The title is missing.');
    await expect(page.getByText('The marker is set.')).toHaveCount(0);
  });

  await test.step('and deleted', async () => {
    await button(page, 'Delete the marker “The roof”').click();
    await expect(page.getByText('The marker is deleted.')).toBeVisible();
    await expect(page.getByRole('list', { name: 'Newest markers' })).toHaveCount(0);
    expect((await ada.get(`/api/streams/${id}/markers`)).items).toEqual([]);
    await expect(field(page, 'Title')).toHaveValue(title);
  });

  await test.step('the form beside it is told, too', async () => {
    await submit(page, { Title: TITLE }, 'Save');
    await expect(page.getByText('Title and description are saved.')).toBeVisible();
    await expect(page.getByText('The marker is deleted.')).toHaveCount(0);
    await expect(field(page, 'Title')).toHaveValue(TITLE);
  });
  await ada.post(`/api/streams/${id}/end`);
});
