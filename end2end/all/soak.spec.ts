// Ten minutes of everyday life: viewers watch and talk, the encoder is lost now and then, and the server does not grow.
import { readdir, readFile } from 'node:fs/promises';
import { ChannelPage } from '../support/pages';
import { expect, test } from '../support/test';

const ROUNDS = 10;
const ROUND_MS = 60_000;
/** Chromium's own lines about a playlist that is missing while no encoder sends. */
const NO_PLAYLIST = /Failed to load resource: the server responded with a status of (404|503) .*\/hls\//;

/** What a process holds: resident memory in MiB, and open files. */
async function held(pid: number): Promise<{ memory: number; files: number }> {
  const [status, files] = await Promise.all([readFile(`/proc/${pid}/status`, 'utf8'), readdir(`/proc/${pid}/fd`)]);
  return { memory: Number(status.match(/VmRSS:\s+(\d+)/)![1]) / 1024, files: files.length };
}

test('ten minutes with viewers, chat and an encoder that is lost every other minute', async ({ person, publish, server }) => {
  test.setTimeout(1_500_000);
  const ada = await (await person('Ada')).signUp();
  const { slug, key } = await ada.makeChannel();
  let encoder = publish(key);
  const viewers = await Promise.all(['Bob', 'Eve'].map(async (name) => (await person(name)).signUp()));
  for (const viewer of viewers) {
    viewer.allow(NO_PLAYLIST);
    await viewer.open(`/streams/${slug}`);
    await viewer.page.evaluate(() => (window.name = 'the same page'));
  }
  const pages = viewers.map(({ page }) => new ChannelPage(page));
  const said: string[] = [];
  const seen: Awaited<ReturnType<typeof held>>[] = [];

  for (let round = 0; round < ROUNDS; round += 1) {
    const end = Date.now() + ROUND_MS;
    if (round % 2 === 1) {
      await encoder.stop();
      encoder = publish(key);
    }
    for (const { player } of pages) await player.moves(2);
    for (let at = 0; at < 3; at += 1) {
      said.push(`round ${round}, message ${at}`);
      await pages[at % pages.length].chat.say(said.at(-1)!);
    }
    await pages[0].page.waitForTimeout(Math.max(end - Date.now(), 0));
    seen.push(await held(server.pid));
  }

  console.table(seen);
  for (const { page, chat } of pages) {
    const rows = (await chat.log.getByRole('listitem').allTextContents()).map((row) => row.match(/round \d+, message \d+/)?.[0]);
    expect(rows.filter(Boolean), 'everybody reads the same, in one order').toEqual(said);
    expect(await page.evaluate(() => window.name)).toBe('the same page');
  }
  // The first rounds fill caches, pools and the window of the stream.
  const [warm, last] = [seen[2], seen.at(-1)!];
  expect(last.memory, 'MiB').toBeLessThan(warm.memory * 1.25);
  expect(last.files).toBeLessThan(warm.files + 10);
});
