// An encoder whose picture carries this machine's clock, and the page's side that reads it back: the difference is the whole
// way from glass to glass, short of a camera and a screen.
import { ChildProcess, spawn } from 'node:child_process';
import { Page } from '@playwright/test';

/** Bits of the clock in milliseconds (4.6 hours until it turns over), as blocks of white and black, each again inverted. */
const BITS = 24;
const BLOCK = 16;

/** Every frame shows the time at which it was made along its upper edge; the rest is a test card, 640 × 360, a keyframe each second. */
export class ClockEncoder {
  output = '';
  private readonly process: ChildProcess;

  constructor(target: string) {
    const width = 2 * BITS;
    // The first block of a frame takes the time, the others show bits of it.
    const bit = `mod(floor(ld(0)/pow(2\\,mod(X\\,${BITS})))\\,2)`;
    const clock = `if(eq(X\\,0)\\,st(0\\,floor(time(0)*1000)));255*if(lt(X\\,${BITS})\\,${bit}\\,1-${bit})`;
    const graph = [
      `color=black:size=${width}x1:rate=30,format=gray,geq=lum='${clock}',scale=${width * BLOCK}:${BLOCK}:flags=neighbor,format=yuv420p[clock]`,
      `testsrc2=size=${width * BLOCK}x432:rate=30[card]`,
      '[card][clock]overlay=0:0:shortest=1[out0]',
      // Not a second input, because for that ffmpeg would keep each frame back for a third of a second.
      'sine=frequency=440:sample_rate=48000[out1]',
    ].join(';');
    this.process = spawn(
      'ffmpeg',
      [
        ['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'warning', '-re', '-f', 'lavfi', '-i', graph],
        ['-c:v', 'libx264', '-profile:v', 'baseline', '-preset', 'ultrafast', '-tune', 'zerolatency', '-pix_fmt', 'yuv420p'],
        ['-g', '30', '-b:v', '1500k', '-c:a', 'aac', '-b:a', '96k', '-f', 'flv', target],
      ].flat(),
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    this.process.stderr!.on('data', (text) => (this.output += text));
    this.process.on('error', (error) => (this.output += `ffmpeg cannot be started: ${error.message}`));
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = new Promise((done) => this.process.once('exit', done));
    this.process.kill('SIGKILL');
    await gone;
  }
}

export interface Glass {
  /** When a frame was shown, and how old it was, both in milliseconds by this machine's clock. */
  frames: { at: number; age: number }[];
  /** Frames whose clock could not be read. */
  unreadable: number;
  /** When playback had to wait for media after it had begun, in milliseconds by this machine's clock. */
  stalls: number[];
}

declare global {
  interface Window {
    glass: Glass;
  }
}

/** Begins to read the clock of every frame that the page's video shows. */
export const readClock = (page: Page) =>
  page.evaluate((bits) => {
    const video = document.querySelector('video')!;
    const canvas = new OffscreenCanvas(2 * bits, 1);
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    const glass: Glass = (window.glass = { frames: [], unreadable: 0, stalls: [] });
    video.addEventListener('waiting', () => {
      if (glass.frames.length > 0 && !video.seeking) glass.stalls.push(Date.now());
    });
    const turn = 2 ** bits;
    const read = () => {
      video.requestVideoFrameCallback(read);
      const now = Date.now();
      // The middle of the blocks: their edges are soft after encoding.
      context.drawImage(video, 0, video.videoHeight / 108, video.videoWidth, video.videoHeight / 54, 0, 0, 2 * bits, 1);
      const { data } = context.getImageData(0, 0, 2 * bits, 1);
      const isWhite = (block: number) => data[4 * block] > 127;
      let clock = 0;
      for (let bit = 0; bit < bits; bit += 1) {
        if (isWhite(bit) === isWhite(bit + bits)) return void (glass.unreadable += 1);
        clock += isWhite(bit) ? 2 ** bit : 0;
      }
      glass.frames.push({ at: now, age: (((now - clock) % turn) + turn) % turn });
    };
    video.requestVideoFrameCallback(read);
  }, BITS);

/** What was read so far. */
export const glassOf = (page: Page): Promise<Glass> => page.evaluate(() => window.glass);
