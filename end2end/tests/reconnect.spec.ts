// The encoder comes and goes; viewers stay where they are.
import { ChannelPage, Dashboard } from '../support/pages';
import { expect, test } from '../support/test';

/** Chromium's own lines about a playlist that is missing while no encoder sends. */
const NO_PLAYLIST = /Failed to load resource: the server responded with a status of (404|503) .*\/hls\//;

declare global {
  interface Window {
    /** Set by the test; gone if the page was loaded anew. */
    marker?: string;
  }
}

test('gone for twenty seconds, back in another size, taken over, and ended while away', async ({ person, publish }) => {
  test.setTimeout(420_000);
  const ada = await (await person('Ada')).signUp();
  const bob = await (await person('Bob')).signUp();
  for (const somebody of [ada, bob]) somebody.allow(NO_PLAYLIST);
  const { slug, key, name } = await ada.makeChannel();
  const dashboard = new Dashboard(ada.page);
  const watching = new ChannelPage(bob.page);
  const { player } = watching;
  const pill = bob.page.getByText(`Waiting for ${name} to reconnect…`);
  const stream = async () => (await ada.get(`/api/channels/${slug}`)).stream;

  await bob.open(`/streams/${slug}`);
  await ada.open('/dashboard');
  const first = publish(key);
  await player.moves(2);
  await bob.page.evaluate(() => (window.marker = 'the same page'));
  const { id } = await stream();
  const samePage = async () => {
    expect(await bob.page.evaluate(() => window.marker)).toBe('the same page');
    expect((await stream()).id).toBe(id);
  };

  const away = Date.now();
  await test.step('the frame stays, a pill says what is awaited, chat goes on', async () => {
    await first.stop();
    await expect(pill).toBeVisible();
    await expect(dashboard.waiting).toBeVisible();
    await watching.chat.say('did it break?');
    await expect(player.video).toHaveAttribute('data-state', 'reconnecting');
    expect(await player.showsSomething()).toBe(true);
  });

  const second = await test.step('after twenty seconds it is back in another size, and the picture goes on by itself', async () => {
    await expect.poll(() => Date.now() - away, { timeout: 30_000 }).toBeGreaterThan(20_000);
    expect(await player.showsSomething()).toBe(true);
    await expect(pill).toBeVisible();
    const encoder = publish(key, { width: 854, height: 480 });
    await expect(pill).toBeHidden({ timeout: 45_000 });
    const seen = await player.moves(2);
    expect([seen.width, seen.height]).toEqual([854, 480]);
    await samePage();
    return encoder;
  });

  const third = await test.step('another encoder with the same key takes over', async () => {
    const encoder = publish(key);
    expect(await second.ended()).not.toBe(0);
    await expect.poll(() => player.video.evaluate((video) => (video as HTMLVideoElement).videoWidth), { timeout: 45_000 }).toBe(640);
    await player.moves(2);
    await expect(pill).toBeHidden();
    await samePage();
    return encoder;
  });

  await test.step('ended by its creator while the encoder is away', async () => {
    await third.stop();
    await expect(pill).toBeVisible();
    await dashboard.confirm('End stream', 'End stream');
    await expect(watching.ended).toBeVisible();
    await expect(pill).toBeHidden();
    expect((await stream())?.status).not.toBe('LIVE');
  });
});
