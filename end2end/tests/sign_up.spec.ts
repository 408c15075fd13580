// A community whose operator takes no new accounts: `AETHEX_SIGN_UP=closed`.
import { expect, test } from '../support/test';

test.use({ settings: { AETHEX_SIGN_UP: 'closed' } });

for (const javaScriptEnabled of [true, false]) {
  test(`a closed community says so and leads to signing in, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({ person }) => {
    const visitor = await person('Visitor', { javaScriptEnabled });
    const { page } = visitor;
    const open = (path: string) => (javaScriptEnabled ? visitor.open(path) : page.goto(path));
    for (const path of ['/', '/auth/login']) {
      await open(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByRole('link', { name: /Sign up|Create an account/ })).toHaveCount(0);
      // The pages for signing in and up lead to each other by themselves, and the bar is silent there.
      await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in', exact: true })).toBeVisible({ visible: path === '/' });
    }
    // A bookmark from before.
    await open('/auth/register?next=/dashboard');
    await expect(page.getByText('This community takes no new accounts at the moment.')).toBeVisible();
    await expect(page.getByRole('textbox')).toHaveCount(0);
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
    await expect(page).toHaveURL('/auth/login?next=/dashboard');
    await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  });
}
