// What is kept of a stream: on the channel's page, on a page of its own, and in its owner's hands.
import { readFile } from 'node:fs/promises';
import type { Download } from '@playwright/test';
import { violations } from '../support/axe';
import { button, field, VideoPage } from '../support/pages';
import { PHONE } from '../support/phone';
import { reload, stops } from '../support/stopped_page';
import { expect, test } from '../support/test';

test('a stream is watched again, renamed, hidden and deleted', async ({ person, publish }) => {
  test.setTimeout(420_000);
  const ada = await (await person('Ada')).signUp();
  const bob = await person('Bob');
  bob.allow(/status of 404 .*\/videos\//);
  const channel = await ada.makeChannel();
  await ada.open('/dashboard/videos');
  await expect(ada.page.getByText('No videos yet')).toBeVisible();
  const id = await ada.record(channel, publish, 12);
  const video = new VideoPage(bob.page);

  await test.step('from the channel to the recording', async () => {
    await bob.open(`/streams/${channel.slug}`);
    await bob.page.getByRole('region', { name: 'Videos' }).getByRole('link').first().click();
    await expect(bob.page).toHaveURL(`/videos/${id}`);
    await video.player.moves(2);
    expect(await video.bar.end()).toBeGreaterThan(8);
  });

  await test.step('seeking by bar and keys, and speed', async () => {
    const end = await video.bar.end();
    await bob.page.keyboard.press('5');
    await expect.poll(() => video.bar.at()).toBeGreaterThan(end / 2 - 0.5);
    await bob.page.keyboard.press('j');
    await expect.poll(() => video.bar.at()).toBeLessThan(end / 2 - 2);
    await video.bar.press(0.8);
    await expect.poll(() => video.bar.at()).toBeGreaterThan(end * 0.75);
    await bob.page.keyboard.press('0');
    await expect.poll(() => video.bar.at()).toBeLessThan(end * 0.5);
    // A key in the same moment as the bar is let go: the key came later and counts.
    const settled = await video.bar.input.evaluate(async (bar: HTMLInputElement, to) => {
      const settles = () => new Promise((resume) => setTimeout(resume, 20));
      bar.value = String(to);
      bar.dispatchEvent(new Event('input', { bubbles: true }));
      await settles();
      bar.dispatchEvent(new Event('change', { bubbles: true }));
      bar.dispatchEvent(new KeyboardEvent('keydown', { key: '0', bubbles: true }));
      await settles();
      return Number(bar.value);
    }, end * 0.9);
    expect(settled).toBeLessThan(end * 0.5);
    await button(bob.page, 'Speed').click();
    await bob.page.getByRole('menuitemradio', { name: '2×' }).click();
    expect(await video.player.video.evaluate((element) => (element as HTMLVideoElement).playbackRate)).toBe(2);
    await video.player.moves(1);
    await bob.page.keyboard.press('9');
    await expect(bob.page.getByRole('button', { name: 'Watch again' })).toBeVisible();
    await bob.page.getByRole('button', { name: 'Watch again' }).click();
    await video.player.moves(1);
  });

  await test.step('what others read of it', async () => {
    const html = await (await bob.context.request.get(`/videos/${id}`)).text();
    expect(html).toMatch(/<meta[^>]*property="og:type"[^>]*content="video.other"/);
    expect(html.match(/<link[^>]*rel="canonical"[^>]*>/)?.[0]).toContain(`href="${ada.server.url}/videos/${id}"`);
    const data = JSON.parse(html.match(/<script type="application\/ld\+json">(.*?)<\/script>/)![1]);
    expect(data).toMatchObject({ '@type': 'VideoObject', contentUrl: `${ada.server.url}/vod/${id}/master.m3u8` });
    expect(data.duration).toMatch(/^PT\d+S$/);
    const reader = await person('Reader', { javaScriptEnabled: false });
    await reader.page.goto(`/videos/${id}`);
    await expect(new VideoPage(reader.page).title).toBeVisible();
    await expect(reader.page.getByText('Playing needs JavaScript')).toBeVisible();
  });

  await test.step('its owner downloads it, and others once the channel offers it', async () => {
    const begins = async (download: Download) => (await readFile(await download.path())).toString('latin1', 4, 8);
    const link = bob.page.getByRole('link', { name: 'Download this video' });
    await bob.open(`/videos/${id}`);
    await expect(video.title).toBeVisible();
    await expect(link).toHaveCount(0);
    await ada.open('/dashboard/videos');
    const own = ada.page.getByRole('link', { name: /^Download / });
    const [saved] = await Promise.all([ada.page.waitForEvent('download'), own.click()]);
    expect(saved.suggestedFilename()).toMatch(/ \d{4}-\d\d-\d\d\.mp4$/);
    expect(await begins(saved)).toBe('ftyp');
    await ada.open('/dashboard/channel');
    await field(ada.page, 'Who can download them').selectOption('true');
    await button(ada.page, 'Save settings').click();
    await expect(ada.page.getByText('Saved.')).toBeVisible();
    await bob.open(`/videos/${id}`);
    const [given] = await Promise.all([bob.page.waitForEvent('download'), link.click()]);
    expect(await begins(given)).toBe('ftyp');
    await expect(bob.page).toHaveURL(`/videos/${id}`);
    // A script offers the next file once there is one; without it, the page says where it would be.
    const next = { name: 'part 2', exact: true };
    await expect(bob.page.getByRole('link', next)).toHaveCount(0);
    const old = await person('Old', { javaScriptEnabled: false });
    await old.page.goto(`/videos/${id}`);
    await expect(old.page.getByRole('link', next)).toHaveAttribute('href', `/api/videos/${id}/download?file=2`);
  });

  await test.step('on a phone, a chapter brings the picture into sight', async () => {
    for (let count = 0; count < 16; count++) {
      await ada.post(`/api/streams/${id}/markers`, { title: `Moment ${count}`, position: Math.min(count, 7) });
    }
    const cleo = await person('Cleo', PHONE);
    const { player } = new VideoPage(cleo.page);
    await cleo.open(`/videos/${id}`);
    await player.moves(1);
    await player.video.evaluate((element: HTMLVideoElement) => element.pause());
    await cleo.page.evaluate(() => window.scrollTo({ top: document.body.scrollHeight, behavior: 'instant' }));
    await expect(player.video).not.toBeInViewport();
    const link = cleo.page.locator('#chapters').getByRole('link', { name: 'Moment 15' });
    await link.tap();
    await expect(player.video).toBeInViewport({ ratio: 0.95 });
    // Nothing lies over it, such as the bar at the top.
    const isUncovered = (video: HTMLVideoElement) => {
      const { left, top, width } = video.getBoundingClientRect();
      return Boolean(document.elementFromPoint(left + width / 2, top + 4)?.closest('.video-player'));
    };
    await expect.poll(() => player.video.evaluate(isUncovered)).toBe(true);
    await expect(link).toBeFocused();
    await expect(cleo.page).toHaveURL(`/videos/${id}`);
  });

  await test.step('its owner renames and hides it', async () => {
    await ada.open('/dashboard/videos');
    await ada.page.getByRole('button', { name: /^Edit / }).click();
    await field(ada.page, 'Title').fill('A very small roof');
    await field(ada.page, 'Who can watch').selectOption('private');
    await button(ada.page, 'Save').first().click();
    await expect(ada.page.getByRole('link', { name: 'A very small roof', exact: true })).toBeVisible();
    await expect(ada.page.getByRole('button', { name: 'Edit A very small roof' })).toBeFocused();
    await expect(ada.page.getByRole('main').getByText('Private', { exact: true })).toBeVisible();
    await bob.page.goto(`/videos/${id}`);
    await expect(bob.page.getByText("This video isn't here")).toBeVisible();
    await ada.open(`/videos/${id}`);
    await new VideoPage(ada.page).player.moves(1);
    await expect(ada.page.getByText('Private: only you see it')).toBeVisible();
  });

  await test.step('its application dies', async () => {
    ada.allow(/panicked|unreachable/);
    await stops(ada);
    await reload(ada);
    await new VideoPage(ada.page).player.moves(1);
  });

  await test.step('what becomes of the next ones', async () => {
    await ada.open('/dashboard/channel');
    await field(ada.page, 'How long').selectOption('30');
    await field(ada.page, 'Who can watch them').selectOption('unlisted');
    await button(ada.page, 'Save settings').click();
    await expect(ada.page.getByText('Saved.')).toBeVisible();
    const settings = await ada.get(`/api/channels/${channel.slug}`);
    expect([settings.archive, settings.vodVisibility, settings.retentionDays]).toEqual([true, 'unlisted', 30]);
  });

  await test.step('it is deleted by its name', async () => {
    const other = await ada.context.newPage();
    await ada.open('/dashboard/videos', other);
    await ada.open('/dashboard/videos');
    await ada.page.getByRole('button', { name: 'Delete A very small roof' }).click();
    const dialog = ada.page.getByRole('dialog');
    await expect(button(dialog, 'Delete for good')).toBeDisabled();
    await dialog.getByLabel('Title of the video').fill('A very small roof');
    await button(dialog, 'Delete for good').click();
    await expect(ada.page.getByText('No videos yet')).toBeVisible();
    await expect(ada.page.getByRole('heading', { name: 'Videos', exact: true })).toBeFocused();
    expect((await ada.get(`/api/channels/${channel.slug}/vod`)).items).toEqual([]);
    // A page that does not know yet finds out when it deletes the video once more.
    ada.allow(/status of 404 .*\/_fn\//);
    await other.getByRole('button', { name: 'Delete A very small roof' }).click();
    await other.getByRole('dialog').getByLabel('Title of the video').fill('A very small roof');
    await button(other.getByRole('dialog'), 'Delete for good').click();
    await expect(other.getByText('No videos yet')).toBeVisible();
    await expect(other.getByRole('dialog')).toBeHidden();
  });
});

test('chapters are set on air and in the video, and lead to their moments', async ({ person, publish }) => {
  test.setTimeout(420_000);
  const ada = await (await person('Ada')).signUp();
  const bob = await person('Bob');
  const channel = await ada.makeChannel();
  const encoder = publish(channel.key);
  const { id } = await ada.whenLive(channel.slug);

  await test.step('the creator marks a moment while the stream is on air', async () => {
    await ada.open('/dashboard');
    const age = async () => (Date.now() - Date.parse((await ada.get(`/api/streams/${id}`)).startTime)) / 1000;
    await expect.poll(age, { timeout: 60_000 }).toBeGreaterThan(14);
    await field(ada.page, 'Chapter title').fill('The roof');
    await button(ada.page, 'Add marker').click();
    await expect(ada.page.getByText(/“The roof” is set at 0:\d\d of the recording\./)).toBeVisible();
    await expect(field(ada.page, 'Chapter title')).toHaveValue('');
  });

  await test.step('a marker that was set by mistake is deleted while the stream is on air', async () => {
    const { items } = await ada.get(`/api/streams/${id}/markers`);
    expect(items.map((marker: { title: string }) => marker.title)).toEqual(['The roof']);
    await ada.post(`/api/streams/${id}/markers`, { title: 'By mistake', position: 1 });
    const set = ada.page.getByRole('list', { name: 'Newest markers' }).getByRole('listitem');
    await expect(set).toHaveCount(2);
    await expect(set.first()).toContainText('By mistake');
    expect(await violations(ada.page, '#markers')).toEqual([]);
    await button(ada.page, 'Delete the marker “By mistake”').click();
    const dialog = ada.page.getByRole('dialog', { name: 'Delete the marker “By mistake”?' });
    await button(dialog, 'Delete marker').click();
    await expect(set).toHaveCount(1);
    await expect(set).toContainText('The roof');
    await expect(ada.page.getByRole('heading', { name: 'Markers' })).toBeFocused();
    await ada.post(`/api/streams/${id}/end`);
    await encoder.stop();
    await expect(button(ada.page, 'Add marker')).toHaveCount(0);
    await expect.poll(async () => (await ada.get(`/api/channels/${channel.slug}/vod`)).items[0]?.isArchived, { timeout: 60_000 }).toBe(true);
  });
  const [{ position }] = (await ada.get(`/api/videos/${id}`)).markers;
  expect(position).toBeGreaterThan(7);

  await test.step('viewers go there', async () => {
    const video = new VideoPage(bob.page);
    await bob.open(`/videos/${id}`);
    await video.player.moves(1);
    const link = bob.page.locator('#chapters').getByRole('link', { name: 'The roof' });
    await expect(link).toHaveAttribute('href', `/videos/${id}?t=${position}`);
    await expect(bob.page.locator('.seek-mark')).toHaveCount(1);
    // Standing still, it comes to the moment by the link alone.
    await video.player.video.evaluate((element: HTMLVideoElement) => element.pause());
    expect(await video.bar.at()).toBeLessThan(position - 1);
    await link.click();
    await expect.poll(() => video.bar.at()).toBeGreaterThanOrEqual(position - 1);
    await expect(bob.page).toHaveURL(`/videos/${id}`);
    await expect(button(bob.page, 'Add chapter')).toHaveCount(0);
    // As links of other sites are written.
    await bob.open(`/videos/${id}?t=0m${position}s`);
    await video.player.moves(1);
    const begun = await video.player.video.evaluate((element: HTMLVideoElement) => element.played.start(0));
    expect(begun).toBeGreaterThan(position - 2);
  });

  await test.step('the owner adds and deletes chapters', async () => {
    await ada.open(`/videos/${id}`);
    await new VideoPage(ada.page).player.moves(1);
    const chapters = ada.page.locator('#chapters').getByRole('listitem');
    await field(ada.page, 'Chapter title').fill('The beginning');
    await button(ada.page, 'Add chapter').click();
    await expect(chapters).toHaveCount(2);
    await expect(field(ada.page, 'Chapter title')).toHaveValue('');
    await button(ada.page, 'Delete the chapter “The roof”').click();
    await button(ada.page.getByRole('dialog', { name: 'Delete the chapter “The roof”?' }), 'Delete chapter').click();
    await expect(chapters).toHaveCount(1);
    await expect(ada.page.getByRole('heading', { name: 'Chapters' })).toBeFocused();
    const [{ id: left }] = (await ada.get(`/api/videos/${id}`)).markers;
    expect((await ada.context.request.delete(`/api/streams/${id}/markers/${left}`)).status()).toBe(204);
    await bob.open(`/videos/${id}`);
    await expect(new VideoPage(bob.page).title).toBeVisible();
    await expect(bob.page.locator('#chapters')).toHaveCount(0);
  });
});

test('a stream that is not recorded has a line in place of markers', async ({ person, publish }) => {
  const ada = await (await person('Ada')).signUp();
  const channel = await ada.makeChannel();
  await ada.put(`/api/channels/${channel.slug}`, { archive: false });
  publish(channel.key);
  const { id } = await ada.whenLive(channel.slug);
  await ada.open('/dashboard');
  const line = ada.page.getByText('Markers need a recording');
  await expect(line).toBeVisible();
  await expect(ada.page.getByRole('heading', { name: 'Markers' })).toHaveCount(0);
  await expect(field(ada.page, 'Chapter title')).toHaveCount(0);
  await line.getByRole('link', { name: 'Recording settings' }).click();
  await expect(field(ada.page, 'Record streams')).toHaveValue('false');
  await ada.post(`/api/streams/${id}/end`);
});
