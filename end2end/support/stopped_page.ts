// A page after its application has died.
import { expect, Page } from '@playwright/test';
import { Person } from './person';

/** Makes the application panic: taking over a page for a second time, with an element too many in it, is what it cannot do. */
async function panic(page: Page) {
  await page.evaluate(async () => {
    const bundle = document.querySelector<HTMLLinkElement>('link[rel=modulepreload]')!.href;
    const application = await import(bundle);
    document.body.prepend(document.createElement('p'));
    try {
      application.hydrate();
    } catch {
      // It is dead.
    }
  });
}

/** The page's application dies, and the page says so; answers the notice. */
export async function stops({ page }: Person) {
  await panic(page);
  const notice = page.getByRole('alertdialog', { name: 'This page stopped working' });
  await expect(notice).toBeVisible();
  await expect(notice.getByRole('button', { name: 'Reload' })).toBeFocused();
  return notice;
}

/** Presses the notice's button, after which the page works again. */
export async function reload(person: Person) {
  const notice = person.page.getByRole('alertdialog');
  await notice.getByRole('button', { name: 'Reload' }).click();
  await expect(notice).toHaveCount(0);
  await person.wakes(person.page);
}
