// Wrong input from users and programs: the answer says what to do, and nothing typed is lost.
import { connect } from 'node:net';
import { button, ChannelPage, expectFieldError, field, submit } from '../support/pages';
import { expect, test } from '../support/test';

/** Chromium writes this for every answer of 400 and above; the sentence is on the page. */
const refused = (status: number) => new RegExp(`Failed to load resource: the server responded with a status of ${status} `);

test('signing up: e-mail and password', async ({ person }) => {
  const [taken, ada] = [await (await person('Taken')).signUp(), await person('Ada')];
  ada.allow(refused(409));
  await ada.open('/auth/register');

  await submit(ada.page, { 'E-mail': '', Password: ada.password }, 'Sign up');
  await expectFieldError(ada.page, 'E-mail', /e-mail address is missing/, '');

  await submit(ada.page, { 'E-mail': 'ada@nowhere', Password: ada.password }, 'Sign up');
  await expectFieldError(ada.page, 'E-mail', /doesn't look like an e-mail address/, 'ada@nowhere');
  await expect(field(ada.page, 'Password')).toHaveValue(ada.password);

  await submit(ada.page, { 'E-mail': ada.email, Password: 'short' }, 'Sign up');
  await expectFieldError(ada.page, 'Password', /at least 8 characters/, 'short');
  await expect(field(ada.page, 'E-mail')).toHaveValue(ada.email);

  await submit(ada.page, { 'E-mail': taken.email, Password: ada.password }, 'Sign up');
  await expectFieldError(ada.page, 'E-mail', /There is an account with this e-mail already/, taken.email);
  await expect(field(ada.page, 'Password')).toHaveValue(ada.password);
  await expect(ada.page).toHaveURL(/\/auth\/register$/);
});

test('signing in with a wrong password', async ({ person }) => {
  const [ada, stranger] = [await (await person('Ada')).signUp(), await person('Stranger')];
  stranger.allow(refused(401));
  await stranger.open('/auth/login');
  await submit(stranger.page, { 'E-mail': ada.email, Password: 'wrong ladder river' }, 'Sign in');
  await expect(stranger.page.getByRole('alert')).toContainText('E-mail or password is wrong');
  await expect(field(stranger.page, 'E-mail')).toHaveValue(ada.email);
  await expect(field(stranger.page, 'Password')).toBeFocused();
  // The right one gets in.
  await submit(stranger.page, { Password: ada.password }, 'Sign in');
  await expect(button(stranger.page, `Account of ${ada.name}`)).toBeVisible();
});

test('choosing a username', async ({ person }) => {
  const [taken, ada] = [await (await person('Taken')).signUp(), await (await person('Ada')).signUp({ onboard: false })];
  ada.allow(refused(409));
  await ada.open('/auth/onboarding');
  for (const [wrong, sentence] of [
    ['ada!', /can only have the letters a to z/],
    ['ad', /3 to 25 characters/],
    ['admin', /reserved/],
    [taken.username, /That name is taken\. Try \w+_live\?/],
  ] as const) {
    await submit(ada.page, { Username: wrong, 'Display name': 'Ada Löve' }, 'Continue');
    await expectFieldError(ada.page, 'Username', sentence, wrong);
    await expect(field(ada.page, 'Display name')).toHaveValue('Ada Löve');
  }
});

test('choosing an address for a channel', async ({ person }) => {
  const taken = await (await person('Taken')).signUp();
  const { slug } = await taken.makeChannel();
  const ada = await (await person('Ada')).signUp();
  ada.allow(refused(409));
  await ada.open('/dashboard');
  for (const [wrong, sentence] of [
    ['my place', /can only have the letters a to z/],
    ['-ada', /begin and end with a letter or digit/],
    [slug, /That address is taken\. Try [\w-]+-live\?/],
  ] as const) {
    await submit(ada.page, { 'Channel name': 'Ada’s place', Address: wrong }, 'Create channel');
    await expectFieldError(ada.page, 'Address', sentence, wrong);
    await expect(field(ada.page, 'Channel name')).toHaveValue('Ada’s place');
  }
});

test('chat: nothing, and too much', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug } = await ada.makeChannel();
  await ada.open(`/streams/${slug}`);
  const { chat } = new ChannelPage(ada.page);

  await chat.input.fill('   ');
  await chat.input.press('Enter');
  await chat.say('something');
  await expect(chat.log.getByRole('listitem')).toHaveCount(1);

  // The input takes no more than fits.
  const long = 'far too long '.repeat(50).trim();
  await chat.input.fill(long);
  await expect(chat.input).toHaveValue(long.slice(0, 500));
  await expect(ada.page.getByText('500/500')).toBeVisible();
  // What gets past the input is refused by the room, and kept.
  await chat.input.evaluate((input) => input.removeAttribute('maxlength'));
  await chat.input.fill(long);
  await chat.input.press('Enter');
  await expect(ada.page.getByText(`A message can have at most 500 characters; this has ${long.length}.`)).toBeVisible();
  await expect(chat.input).toHaveValue(long);
  await chat.input.fill(long.slice(0, 500));
  await chat.input.press('Enter');
  await expect(chat.row('far too long')).toHaveCount(1);
  await expect(chat.log.getByRole('listitem')).toHaveCount(2);
});

test('an address where nothing is', async ({ person }) => {
  const ada = await person('Ada');
  ada.allow(refused(404));
  for (const path of ['/streams/nobody-is-here', '/nothing/here']) {
    const answer = await ada.page.goto(path);
    expect(answer?.status()).toBe(404);
    await ada.wakes();
    await expect(ada.page.getByRole('heading', { name: 'Not found' })).toBeVisible();
    await expect(ada.page).toHaveTitle(/Not found/);
  }
  await ada.page.getByRole('main').getByRole('link', { name: 'See who is live' }).click();
  await expect(ada.page).toHaveURL('/');
});

test('a wrong stream key is refused with the reason', async ({ publish, server }) => {
  const encoder = publish('not-a-key');
  expect(await encoder.ended()).not.toBe(0);
  expect(encoder.output).toContain('This stream key is not valid');
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
});

test('junk on the ingest port is cut off', async ({ server }) => {
  const { hostname, port } = new URL(server.rtmp.replace(/^rtmp:/, 'http:'));
  const socket = connect(Number(port), hostname);
  // Cut off may mean closed or reset.
  socket.on('error', () => undefined).resume();
  const closed = new Promise((done) => socket.on('close', done));
  socket.write('GET / HTTP/1.1\r\nHost: not-rtmp\r\n\r\n'.repeat(200));
  await closed;
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
});

test('two encoders on one key: the newer takes over', async ({ person, publish, server }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug, key } = await ada.makeChannel();
  await ada.open(`/streams/${slug}`);
  const { player } = new ChannelPage(ada.page);
  const older = publish(key);
  expect((await player.moves()).width).toBe(640);
  const { stream } = await ada.get(`/api/channels/${slug}`);

  publish(key, { width: 480, height: 270 });
  expect(await older.ended()).not.toBe(0);
  expect(server.log).toContain('took over');
  await expect.poll(() => player.video.evaluate((video: HTMLVideoElement) => video.videoWidth), { timeout: 45_000 }).toBe(480);
  await player.moves(2);
  const after = (await ada.get(`/api/channels/${slug}`)).stream;
  expect([after.id, after.status, after.reconnecting]).toEqual([stream.id, 'LIVE', false]);
  await ada.post(`/api/streams/${stream.id}/end`);
});
