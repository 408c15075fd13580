import AxeBuilder from '@axe-core/playwright';
import { Person } from './person';
import { expect } from './test';

/** Loads a page in each theme and lets axe look once `shown` says that everything is there. */
export async function look(person: Person, path: string, shown: () => Promise<unknown>) {
  for (const theme of ['dark', 'light']) {
    await person.context.addCookies([{ name: 'theme', value: theme, url: person.server.url }]);
    await person.open(path);
    await expect(person.page.locator('html')).toHaveAttribute('data-theme', theme);
    await shown();
    const { violations } = await new AxeBuilder({ page: person.page }).analyze();
    const found = violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `  ${node.html}`).join('\n')}`);
    expect.soft(found, `${path}, ${theme}`).toEqual([]);
  }
}
