// Strangers type wrong passwords until the limit refuses every try. The account's owner passes it by the link in a mail.
import { button, submit } from '../support/pages';
import { expect, test } from '../support/test';

test.use({ settings: { AETHEX_RATE_LIMITS: 'on' } });

for (const javaScriptEnabled of [true, false]) {
  test(`a locked-out owner signs in by a mailed link, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({ person, server }) => {
    const ada = await (await person('Ada')).signUp();
    const owner = await person('Owner', { javaScriptEnabled });
    const { page } = owner;
    owner.allow(/status of (401|429)/);
    const open = (path: string) => (javaScriptEnabled ? owner.open(path) : page.goto(path));
    await open('/auth/login');
    // As many as the limit takes, however fast it grows meanwhile.
    await expect(async () => {
      const stranger = { headers: { origin: server.url }, data: { email: ada.email, password: 'a wrong guess' } };
      while ((await page.request.post('/api/auth/login', stranger)).status() !== 429);
      await submit(page, { 'E-mail': ada.email, Password: 'a wrong guess' }, 'Sign in');
      await expect(page.getByRole('alert')).toContainText('its owner has mail with a link', { timeout: 5_000 });
    }).toPass();

    await open(await server.mailedLink(ada.email, 'Sign in past a stranger'));
    await button(page, 'Go on to sign in').click();
    await expect(page.getByText('This browser may sign in now.')).toBeVisible();
    if (javaScriptEnabled) await owner.wakes();
    await submit(page, { 'E-mail': ada.email, Password: ada.password }, 'Sign in');
    await expect(page).toHaveURL('/');
  });
}
