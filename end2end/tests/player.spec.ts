// What a browser may refuse, sound before a click and codecs it doesn't have; and an application that does not come.
import { chromium } from '@playwright/test';
import { browser as plain } from '../support/browser';
import { button, ChannelPage } from '../support/pages';
import { Person } from '../support/person';
import { expect, test } from '../support/test';

test('sound waits for a click where the browser asks for one', async ({ person, publish, server }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug, key } = await ada.makeChannel();
  publish(key);
  await ada.open(`/streams/${slug}`);
  await new ChannelPage(ada.page).player.moves();

  const args = plain.launchOptions.args.filter((arg) => !arg.startsWith('--autoplay-policy'));
  const strict = await chromium.launch({ ...plain.launchOptions, args });
  try {
    const bob = await Person.arrive(strict, server, 'Bob');
    await bob.open(`/streams/${slug}`);
    const { player } = new ChannelPage(bob.page);
    // The picture comes anyway.
    await player.moves();
    const sound = () => player.video.evaluate((video) => !(video as HTMLVideoElement).muted);
    expect(await sound()).toBe(false);
    const unmute = bob.page.locator('.player-big', { hasText: 'Unmute' });
    await expect(unmute).toBeVisible();
    await unmute.click();
    await expect(unmute).toBeHidden();
    expect(await sound()).toBe(true);
    await player.moves();
    expect(bob.complaints).toEqual([]);
  } finally {
    await strict.close();
  }
  await ada.post(`/api/streams/${(await ada.get(`/api/channels/${slug}`)).stream.id}/end`);
});

test('a codec that the browser lacks is named, and a rendition that it has plays', async ({ person, publish }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug, key, name } = await ada.makeChannel();
  publish(key);
  await ada.open(`/streams/${slug}`);
  await new ChannelPage(ada.page).player.moves();

  // Only the multivariant playlist says what is in it: as if the encoder sent HEVC.
  const bob = await person('Bob');
  const masters = '**/hls/*/master.m3u8';
  await bob.page.route(masters, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replace(/avc1\.\w+/g, 'hvc1.1.6.L93.B0') });
  });
  await bob.open(`/streams/${slug}`);
  const words = bob.page.getByText('This stream is sent in HEVC');
  await expect(words).toHaveText(
    `This stream is sent in HEVC, which this browser can't play. Try Safari, or ask ${name} to stream in H.264.`,
  );
  const { player } = new ChannelPage(bob.page);
  await expect(player.video).toHaveAttribute('data-state', 'unsupported');

  // Beside it there is a rendition in H.264 now.
  await bob.page.unroute(masters);
  await bob.page.route(masters, async (route) => {
    const answer = await route.fetch();
    const body = await answer.text();
    const [variant] = body.match(/#EXT-X-STREAM-INF.*\n.*\n/)!;
    const foreign = variant.replace(/avc1\.\w+/, 'hvc1.1.6.L93.B0');
    await route.fulfill({ response: answer, body: body.replace(variant, foreign + variant) });
  });
  await button(bob.page, 'Try again').click();
  await player.moves(2);
  await expect(words).toBeHidden();
  await ada.post(`/api/streams/${(await ada.get(`/api/channels/${slug}`)).stream.id}/end`);
});

test('without the application the picture runs, with the controls of the browser', async ({ person, publish }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug, key } = await ada.makeChannel();
  publish(key);
  await ada.open(`/streams/${slug}`);
  await new ChannelPage(ada.page).player.moves();

  const bob = await person('Bob');
  bob.allow(/\.wasm/, /Failed to fetch/);
  await bob.page.route('**/*.wasm', (route) => route.abort());
  await bob.page.goto(`/streams/${slug}`);
  const { player } = new ChannelPage(bob.page);
  await player.moves();
  await expect(player.video).toHaveJSProperty('controls', true);
  const chrome = bob.page.locator('.player-chrome');
  await expect(chrome).toBeAttached();
  await expect(chrome).toBeHidden();
  await ada.post(`/api/streams/${(await ada.get(`/api/channels/${slug}`)).stream.id}/end`);
});
