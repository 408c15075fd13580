// Strangers type wrong passwords until the limit refuses every try. The account's owner passes it by the link in a mail.
import { BrowserContextOptions } from '@playwright/test';
import { button, submit } from '../support/pages';
import { expectFits, PHONE } from '../support/phone';
import { expect, test } from '../support/test';

// The tests come from networks of their own, as they would through a proxy: one network may not try as often as all of them do.
test.use({ settings: { AETHEX_RATE_LIMITS: 'on', AETHEX_TRUSTED_PROXIES: '127.0.0.1' } });
const from = (network: number) => ({ extraHTTPHeaders: { 'x-forwarded-for': `192.0.2.${network}` } });

const WAYS: [string, BrowserContextOptions][] = [
  ['with JavaScript', from(1)],
  ['without JavaScript', { ...from(2), javaScriptEnabled: false }],
  ['on a phone', { ...from(3), ...PHONE }],
];

for (const [way, options] of WAYS) {
  test(`a locked-out owner signs in by a mailed link, ${way}`, async ({ person, server }) => {
    const ada = await (await person('Ada')).signUp();
    const owner = await person('Owner', options);
    const { page } = owner;
    owner.allow(/status of (401|429)/);
    const fits = async () => void (options.isMobile && (await expectFits(page)));
    const wakes = async () => void (options.javaScriptEnabled !== false && (await owner.wakes()));
    const open = async (path: string) => {
      await page.goto(path);
      await wakes();
      await fits();
    };
    await open('/auth/login');
    // As many as the limit takes, however fast it grows meanwhile.
    await expect(async () => {
      const stranger = { headers: { origin: server.url }, data: { email: ada.email, password: 'a wrong guess' } };
      while ((await page.request.post('/api/auth/login', stranger)).status() !== 429);
      await submit(page, { 'E-mail': ada.email, Password: 'a wrong guess' }, 'Sign in');
      await expect(page.getByRole('alert')).toContainText('have a link for its owner', { timeout: 5_000 });
    }).toPass();
    await fits();

    await open(await server.mailedLink(ada.email, 'Strangers are trying passwords for your account'));
    await button(page, 'Go on to sign in').click();
    await expect(page.getByText('This browser may sign in now.')).toBeVisible();
    await wakes();
    await fits();
    await submit(page, { 'E-mail': ada.email, Password: ada.password }, 'Sign in');
    await expect(page).toHaveURL('/');
  });
}
