// Downloading the own data from Security.
import { readFile } from 'node:fs/promises';
import { expect, test } from '../support/test';
import { unzip } from '../support/zip';

for (const javaScriptEnabled of [true, false]) {
  test(`the own data are downloaded, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({ person }) => {
    const ada = await (await person('Ada', { javaScriptEnabled })).signUp();
    const { slug } = await ada.makeChannel();
    const { page } = ada;
    await (javaScriptEnabled ? ada.open('/dashboard/security') : page.goto('/dashboard/security'));
    const link = page.getByRole('link', { name: 'Download your data', exact: true });
    // Twice, as the first is over.
    for (let time = 0; time < 2; time++) {
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
      expect(download.suggestedFilename()).toMatch(new RegExp(`^aethex-${ada.username}-\\d{4}-\\d\\d-\\d\\d\\.zip$`));
      const files = unzip(await readFile(await download.path()));
      const parsed = (name: string) => JSON.parse(files.get(name)!.toString());
      expect(parsed('account.json')).toMatchObject({ username: ada.username, email: ada.email });
      expect(parsed('channels.json')).toMatchObject([{ slug }]);
      expect(parsed('messages.json')).toEqual([]);
    }
    await expect(page).toHaveURL('/dashboard/security');
  });
}

test('a download in a page whose session has ended says so', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  await ada.open('/dashboard/security');
  await ada.context.request.post('/api/auth/logout');
  await ada.page.getByRole('link', { name: 'Download your data', exact: true }).click();
  const told = ada.page.getByRole('alert').filter({ hasText: 'You are signed out. Sign in to go on.' });
  await expect(told.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/auth/login?next=/dashboard/security');
});
