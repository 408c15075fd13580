// What can be open on a page while something changes under it.
import { expect, Page } from '@playwright/test';
import { button, field, SeekBar } from './pages';

/** Opens something on a page, also again where a change has closed it; answers false where there is nothing to open at the moment. */
export type Open = (page: Page) => Promise<boolean>;

async function openMenu(page: Page, name: string | RegExp): Promise<boolean> {
  const menu = page.getByRole('button', { name });
  if (!(await menu.isVisible())) return false;
  if ((await menu.getAttribute('aria-expanded')) !== 'true') await menu.click();
  // The focus goes into it.
  await page.keyboard.press('ArrowDown');
  await expect(menu).toHaveAttribute('aria-expanded', 'true');
  return true;
}

export const quality: Open = async (page) => {
  await page.locator('.player').hover();
  return openMenu(page, 'Quality');
};
export const speed: Open = (page) => openMenu(page, 'Speed');
export const account: Open = (page) => openMenu(page, /^Account of/);
export const dialog = (opener: string): Open => async (page) => {
  const shown = page.getByRole('dialog');
  if (await shown.isVisible()) return true;
  if (!(await button(page, opener).isVisible())) return false;
  await button(page, opener).click();
  await expect(shown).toBeVisible();
  return true;
};
export const keys: Open = async (page) => {
  if (await page.getByRole('dialog').isVisible()) return true;
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  return true;
};
/** Holds the bar with the mouse, shortly before its end, while the list of people is shown: a stream that has ended is played out from there. */
export const dragged: Open = async (page) => {
  const people = page.getByRole('button', { name: /in chat$/ });
  if ((await people.getAttribute('aria-expanded')) !== 'true') await people.click();
  const bar = new SeekBar(page).input;
  if (!(await bar.isVisible())) return false;
  await page.mouse.up();
  await bar.hover();
  await page.mouse.down();
  const { x, width } = (await bar.boundingBox())!;
  await page.mouse.move(x + width * 0.95, 300);
  return true;
};
export const typed = (label: string): Open => async (page) => {
  await field(page, label).click();
  await page.keyboard.type('and ');
  return true;
};
export const focused = (name: string): Open => async (page) => {
  const control = page.getByRole('region', { name: 'Player' }).getByRole('button', { name });
  if (!(await control.isVisible())) return false;
  await control.focus();
  return true;
};
