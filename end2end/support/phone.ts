// A phone in portrait, operated by a thumb, and what its user would find wrong with a page at once.
import { BrowserContextOptions, devices, expect, Locator, Page } from '@playwright/test';
import { button, field } from './pages';
import { Person } from './person';

/** What a browser on a phone is: narrow, touched, and known to servers as one. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  userAgent: devices['Pixel 7'].userAgent,
};

/** The page fits a phone: see `faultsOf`. */
export async function expectFits(page: Page) {
  const faults = await page.evaluate(faultsOf, page.viewportSize()!.width);
  expect(faults, `${page.url()} on a phone`).toEqual([]);
}

/**
 * Runs in the page. It is as wide as the phone (the browser zooms out to show what is wider, so `innerWidth` cannot tell), each control is as
 * large as a fingertip (40 px) or a word of a sentence, no field has letters so small that phones zoom into it (less than 16 px), no bar
 * covers the field that has the focus, and at the page's end the bar at the bottom covers no control.
 */
function faultsOf(width: number): string[] {
  const page = document.scrollingElement!;
  const named = (element: Element) => element.outerHTML.replace(/\s+/g, ' ').slice(0, 160);
  const faults: string[] = [];
  if (page.scrollWidth > width) {
    const wide = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > width + 1);
    faults.push(`${page.scrollWidth} px wide: ${wide.slice(0, 3).map(named).join(' … ')}`);
  }
  const shown = (element: Element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const isInWords = (element: Element) => element.matches('a') && getComputedStyle(element).display === 'inline';
  const controls = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')].filter(
    (element) => shown(element) && !isInWords(element) && !element.matches('.skip'),
  );
  for (const control of controls) {
    // Half a pixel is rounding.
    const { width, height } = control.getBoundingClientRect();
    if (Math.min(width, height) < 39.5) faults.push(`${Math.round(width)} × ${Math.round(height)} px for a finger: ${named(control)}`);
    const letters = Number.parseFloat(getComputedStyle(control).fontSize);
    if (control.matches('input, select, textarea') && letters < 16) faults.push(`letters of ${letters} px: ${named(control)}`);
  }
  const touched = (element: Element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return document.elementFromPoint(left + width / 2, top + height / 2);
  };
  const focused = document.activeElement;
  if (focused?.matches('input, textarea') && touched(focused) !== focused) faults.push(`has the focus, and is covered: ${named(focused)}`);
  const bar = document.querySelector('nav.bottom');
  const before = page.scrollTop;
  page.scrollTo({ top: page.scrollHeight, behavior: 'instant' });
  for (const control of controls) {
    if (!bar?.contains(control) && bar?.contains(touched(control))) faults.push(`behind the bottom bar: ${named(control)}`);
  }
  page.scrollTo({ top: before, behavior: 'instant' });
  return faults;
}

/** A person at a phone. Every page that is opened or led to is looked at. */
export class Phone {
  readonly page: Page;

  constructor(readonly person: Person) {
    this.page = person.page;
  }

  async open(path: string) {
    await this.person.open(path);
    await this.fits();
  }

  /** The document that a form led to can be used. */
  async wakes() {
    await this.person.wakes();
    await this.fits();
  }

  async fits() {
    await expectFits(this.page);
  }

  /** The form was refused because of this field, which says so and has the focus. */
  async refuses(label: string, sentence: RegExp | string) {
    await expect(field(this.page, label)).toHaveAccessibleDescription(sentence);
    await expect(field(this.page, label)).toBeFocused();
    await this.fits();
  }

  async tap(name: string, place: Page | Locator = this.page) {
    await button(place, name).tap();
  }

  /** Follows a link of the page itself, not of its bars. */
  async follow(link: string | RegExp) {
    await this.page.getByRole('main').getByRole('link', { name: link }).tap();
  }

  /** Fills a form's fields and presses its button. */
  async submit(fields: Record<string, string>, press: string, place: Page | Locator = this.page) {
    for (const [label, text] of Object.entries(fields)) {
      const input = place === this.page ? field(this.page, label) : place.getByLabel(label, { exact: true });
      await input.tap();
      await input.fill(text);
    }
    await this.tap(press, place);
  }

  /** A link of the bar at the bottom. */
  async bar(name: string) {
    await this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).tap();
  }

  /** A row of the account's menu. */
  async menu(name: string) {
    await this.page.getByRole('button', { name: /^Account of/ }).tap();
    const row = this.page.getByRole('menuitem', { name });
    await expect(row).toBeVisible();
    await this.fits();
    await row.tap();
  }
}
