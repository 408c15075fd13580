// Faults that last: what people see while a part of the server is away for a minute, and that it all goes on afterwards.
import { setTimeout as pause } from 'node:timers/promises';
import { ChannelPage } from '../support/pages';
import { expect, test } from '../support/test';

const AWAY_MS = 60_000;

test('the database stands still for a minute, and the stream goes on', async ({ person, publish, server }) => {
  test.setTimeout(420_000);
  const ada = await (await person('Ada')).signUp();
  const bob = await (await person('Bob')).signUp();
  for (const somebody of [ada, bob]) somebody.allow(/status of (500|503)/, /WebSocket connection to .* failed/);
  const { slug, key } = await ada.makeChannel();
  publish(key);
  await bob.open(`/streams/${slug}`);
  const { player, chat } = new ChannelPage(bob.page);
  await player.moves(2);
  await chat.say('before');

  const database = await server.database();
  for (const pid of database) process.kill(pid, 'SIGSTOP');
  const end = Date.now() + AWAY_MS;
  try {
    await chat.input.fill('meanwhile');
    await chat.input.press('Enter');
    while (Date.now() < end) {
      await player.moves(3);
      await pause(2_000);
    }
  } finally {
    for (const pid of database) process.kill(pid, 'SIGCONT');
  }

  await player.moves(2);
  // What the room did not take is still in the input; otherwise it is stored as soon as the database is back.
  await expect.poll(async () => (await chat.row('meanwhile').count()) + Number((await chat.input.inputValue()) === 'meanwhile')).toBe(1);
  if ((await chat.input.inputValue()) === 'meanwhile') await chat.say('meanwhile');
  await chat.say('afterwards');
  const { stream } = await ada.get(`/api/channels/${slug}`);
  const { items } = await bob.get(`/api/streams/${stream.id}/messages`);
  expect(items.map((message: any) => message.content), 'newest first, each once').toEqual(['afterwards', 'meanwhile', 'before']);
});
