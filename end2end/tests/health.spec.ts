// A creator with a badly set encoder reads on the dashboard what to change, and sees that it helped.
import { violations } from '../support/axe';
import { Dashboard } from '../support/pages';
import { expect, test } from '../support/test';

test('the dashboard says what to change in the encoder', async ({ person, publish }) => {
  const ada = await (await person('Ada')).signUp();
  // The preview asks for its playlist until the encoder's first key frame has made one.
  ada.allow(/status of 404 .*\/hls\/.*\/master\.m3u8/);
  const { key } = await ada.makeChannel();
  const dashboard = new Dashboard(ada.page);
  const health = ada.page.locator('section', { has: ada.page.getByRole('heading', { name: 'Health' }) });
  await ada.open('/dashboard');
  await expect(health).toContainText('Connect your encoder and its health shows here.');

  const encoder = publish(key, { keyframeEvery: 300 });
  await expect(dashboard.onAir).toBeVisible();
  await expect(health.getByText('Keyframes come every 10 s.')).toBeVisible({ timeout: 40_000 });
  await expect(health).toContainText('Set Keyframe interval to 2 s in OBS → Settings → Output → Streaming.');
  await expect(dashboard.health).toHaveText('Needs fixing');
  await expect(health.getByRole('img', { name: /^Bitrate: .* now, between/ })).toBeVisible();
  await expect(health).toContainText('640 × 360');
  await expect(health).toContainText('H.264, AAC');
  expect(await violations(ada.page, '.tile-health')).toEqual([]);

  await encoder.stop();
  await expect(health).toContainText('Connect your encoder and its health shows here.');
  publish(key);
  await expect(health).toContainText('every 1 s', { timeout: 40_000 });
  await expect(health.getByText('Keyframes come every')).toHaveCount(0);
});
