// The server breaks in the middle of a stream, and everything comes back by itself.
import { ChannelPage } from '../support/pages';
import { expect, test } from '../support/test';

/** Chromium's own lines about a server that is away, and about a playlist that is not there before the encoder is back. */
const AWAY = [
  /WebSocket connection to .* failed/,
  /Failed to load resource: net::ERR_/,
  /Failed to load resource: the server responded with a status of (404|503) .*\/hls\//,
];

test('a server killed in the middle of a stream and started again', async ({ person, publish, server }) => {
  test.setTimeout(360_000);
  const ada = await (await person('Ada')).signUp();
  const bob = await (await person('Bob')).signUp();
  for (const somebody of [ada, bob]) somebody.allow(...AWAY);
  const { slug, key } = await ada.makeChannel();
  const [hers, his] = [new ChannelPage(ada.page), new ChannelPage(bob.page)];
  await ada.open(`/streams/${slug}`);
  await bob.open(`/streams/${slug}`);
  publish(key, { reconnect: true });
  await his.player.moves();
  const before = (await ada.get(`/api/channels/${slug}`)).stream;
  // Acknowledged messages must survive the kill.
  for (const text of ['first words', 'second words', 'last words before the fall']) await hers.chat.say(text);

  await server.kill();
  const away = bob.page.getByText('Reconnecting to the server…');
  await expect(away).toBeVisible();
  expect(await his.player.showsSomething()).toBe(true);
  // Written while the server is down; the page sends it by itself later.
  await hers.chat.input.fill('into the void');
  await hers.chat.input.press('Enter');
  await server.restart();

  await expect
    .poll(async () => (await ada.get(`/api/channels/${slug}`)).stream?.reconnecting, { timeout: 60_000 })
    .toBe(false);
  await his.player.moves(3, 60_000);
  await hers.player.moves(1, 60_000);
  await expect(away).toBeHidden();
  const after = (await ada.get(`/api/channels/${slug}`)).stream;
  expect([after.id, after.status, after.hlsUrl]).toEqual([before.id, 'LIVE', before.hlsUrl]);
  await expect(bob.page).toHaveURL(`/streams/${slug}`);

  await expect(his.chat.row('into the void')).toHaveCount(1, { timeout: 45_000 });
  await his.chat.say('still here');
  await expect(hers.chat.row('still here')).toHaveCount(1);
  const everything = ['first words', 'second words', 'last words before the fall', 'into the void', 'still here'];
  for (const { chat } of [hers, his]) {
    await expect(chat.log.getByRole('listitem')).toHaveCount(everything.length);
    for (const [place, text] of everything.entries()) await expect(chat.log.getByRole('listitem').nth(place)).toContainText(text);
  }
  await ada.post(`/api/streams/${before.id}/end`);
});
