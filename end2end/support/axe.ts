import AxeBuilder from '@axe-core/playwright';
import { Page } from '@playwright/test';
import { Person } from './person';
import { expect } from './test';

/** What axe finds on a page, or in a part of it. */
export async function violations(page: Page, part?: string): Promise<string[]> {
  // Otherwise each result takes a blank page of its own to gather those of frames in, and axe describes everything that passed, too. No page
  // has a frame.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const found = await (part ? axe.include(part) : axe).analyze();
  return found.violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `  ${node.html}`).join('\n')}`);
}

/** Loads a page in each theme and lets axe look once `shown` says that everything is there. */
export async function look(person: Person, path: string, shown: () => Promise<unknown>) {
  for (const theme of ['dark', 'light']) {
    await person.context.addCookies([{ name: 'theme', value: theme, url: person.server.url }]);
    await person.open(path);
    await expect(person.page.locator('html')).toHaveAttribute('data-theme', theme);
    await shown();
    expect.soft(await violations(person.page), `${path}, ${theme}`).toEqual([]);
  }
}
