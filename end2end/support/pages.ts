// The pages as users see them: by roles, labels and words.
import { expect, Locator, Page } from '@playwright/test';

/** One field of a form. */
export function field(place: Page | Locator, label: string): Locator {
  return place.getByLabel(label, { exact: true });
}

export function button(place: Page | Locator, name: string): Locator {
  return place.getByRole('button', { name, exact: true });
}

/** Fills a form's fields and presses its button. */
export async function submit(page: Page, fields: Record<string, string>, press: string) {
  for (const [label, text] of Object.entries(fields)) await field(page, label).fill(text);
  await button(page, press).click();
}

/** A field says what is wrong with it, has the focus and keeps what was typed. */
export async function expectFieldError(page: Page, label: string, sentence: string | RegExp, kept: string) {
  const faulty = field(page, label);
  await expect(faulty).toHaveAccessibleDescription(sentence);
  await expect(faulty).toHaveAttribute('aria-invalid', 'true');
  await expect(faulty).toHaveValue(kept);
  await expect(faulty).toBeFocused();
}

/** What one look at a playing video tells. */
export interface Seen {
  width: number;
  height: number;
  seconds: number;
  frames: number;
}

export class Player {
  readonly video: Locator;

  constructor(
    readonly page: Page,
    label = /^Live picture of/,
  ) {
    this.video = page.getByLabel(label);
  }

  /** What stands on the screen, the kept frame included, is not just black. */
  async showsSomething(): Promise<boolean> {
    return this.video.evaluate((element) => {
      const still = element.parentElement!.querySelector<HTMLCanvasElement>('.player-still.is-shown');
      const canvas = Object.assign(document.createElement('canvas'), { width: 16, height: 9 });
      const context = canvas.getContext('2d')!;
      context.drawImage(still ?? (element as HTMLVideoElement), 0, 0, 16, 9);
      return context.getImageData(0, 0, 16, 9).data.some((value, at) => at % 4 < 3 && value > 40);
    });
  }

  /** Of the picture that is shown, in pixels. */
  height(): Promise<number> {
    return this.video.evaluate((element) => (element as HTMLVideoElement).videoHeight);
  }

  /** Opens the menu of renditions. */
  async openQuality() {
    await this.video.hover();
    await button(this.page, 'Quality').click();
  }

  /** Takes one of its rows. */
  async chooseQuality(name: string | RegExp) {
    await this.openQuality();
    await this.page.getByRole('menuitemradio', { name }).click();
  }

  /** The picture moves for this long: its time goes on and frames are decoded. Answers what was seen meanwhile. */
  async moves(seconds = 1, patience = 45_000): Promise<Seen> {
    await expect(this.video).toBeAttached();
    return this.video.evaluate(watch, { seconds, patience });
  }
}

function watch(element: Node, { seconds, patience }: { seconds: number; patience: number }): Promise<Seen> {
  const video = element as HTMLVideoElement;
  return new Promise((resolve, reject) => {
    const look = () => ({ time: video.currentTime, frames: video.getVideoPlaybackQuality().totalVideoFrames });
    let first = look();
    // A jump does not count as movement.
    video.addEventListener('seeking', () => (first = look()));
    const ranges = () => Array.from(video.buffered, (_, at) => `${video.buffered.start(at).toFixed(2)}–${video.buffered.end(at).toFixed(2)}`).join(' ');
    const state = () =>
      `time ${video.currentTime}, buffered ${ranges()}, state ${video.dataset.state}, ready ${video.readyState}, ${video.error?.message ?? 'no error'}`;
    const late = setTimeout(() => reject(new Error(`The picture stands still: ${state()}`)), patience);
    const frame = () => {
      const now = look();
      // A source loaded anew counts from the start again.
      if (now.time < first.time || now.frames < first.frames) first = now;
      const seen = { seconds: now.time - first.time, frames: now.frames - first.frames };
      if (seen.seconds >= seconds && seen.frames >= seconds * 5) {
        clearTimeout(late);
        resolve({ ...seen, width: video.videoWidth, height: video.videoHeight });
      } else {
        video.requestVideoFrameCallback(frame);
      }
    };
    video.requestVideoFrameCallback(frame);
  });
}

export class Chat {
  readonly log: Locator;
  readonly input: Locator;

  constructor(readonly page: Page) {
    this.log = page.getByRole('log', { name: 'Chat' });
    this.input = page.getByRole('textbox', { name: 'Your message' });
  }

  /** The rows that hold this text. */
  row(text: string): Locator {
    return this.log.getByRole('listitem').filter({ hasText: text });
  }

  /** Sends a message; resolves when it is stored and shown in the room. */
  async say(text: string) {
    await this.input.fill(text);
    await this.input.press('Enter');
    await expect(this.row(text)).toHaveCount(1);
    await expect(this.input).toHaveValue('');
  }
}

export class ChannelPage {
  readonly player: Player;
  readonly chat: Chat;
  readonly title: Locator;
  readonly ended: Locator;

  constructor(readonly page: Page) {
    this.player = new Player(page);
    this.chat = new Chat(page);
    this.title = page.getByRole('heading', { level: 1 });
    this.ended = page.getByText('The stream has ended');
  }
}

/** The bar of a recording, or of a live stream that can be gone back in. */
export class SeekBar {
  readonly input: Locator;
  readonly back: Locator;

  constructor(readonly page: Page) {
    this.input = page.getByRole('slider', { name: 'Position' });
    this.back = button(page, 'Back to live');
  }

  /** Where playback stands, in seconds from the beginning. */
  async at(): Promise<number> {
    return Number(await this.input.inputValue());
  }

  async end(): Promise<number> {
    return Number(await this.input.getAttribute('max'));
  }

  /** Presses the bar at a share of its length. */
  async press(share: number) {
    await this.input.hover();
    const box = (await this.input.boundingBox())!;
    await this.page.mouse.click(box.x + box.width * share, box.y + box.height / 2);
  }
}

export class VideoPage {
  readonly player: Player;
  readonly bar: SeekBar;
  readonly title: Locator;

  constructor(readonly page: Page) {
    this.player = new Player(page, /^Recording of/);
    this.bar = new SeekBar(page);
    this.title = page.getByRole('heading', { level: 1 });
  }
}

export class Dashboard {
  readonly goLive: Locator;
  readonly endStream: Locator;
  readonly onAir: Locator;
  readonly waiting: Locator;
  readonly ready: Locator;
  readonly key: Locator;
  readonly address: Locator;
  readonly viewers: Locator;
  readonly health: Locator;
  readonly chat: Chat;
  readonly player: Player;

  constructor(readonly page: Page) {
    this.goLive = button(page, 'Go live');
    this.endStream = button(page, 'End stream');
    this.onAir = page.getByText('On air for');
    this.waiting = page.getByText('Live, waiting for your encoder to come back');
    this.ready = page.getByText('Ready: your encoder is connected');
    this.key = page.getByTestId('stream-key');
    this.address = page.getByTestId('stream-url');
    this.viewers = page.getByTestId('viewers');
    this.health = page.getByTestId('health');
    this.chat = new Chat(page);
    this.player = new Player(page);
  }

  /** Presses a button that asks first, and says yes. */
  async confirm(press: string, yes: string) {
    await button(this.page, press).click();
    await button(this.page.getByRole('dialog'), yes).click();
  }
}
