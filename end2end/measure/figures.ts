// Percentiles, what a process costs, and how busy the machine was.
import { readFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import type { Glass } from './clock';

/** The nearest rank: of ten, the 95th percentile is the slowest. */
export function quantile(figures: number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return Math.round(sorted[Math.max(Math.ceil(sorted.length * share) - 1, 0)]);
}

/** Prints p50 and p95 of some milliseconds, and the load beside them. */
export function report(what: string, milliseconds: number[], { list = true } = {}) {
  const rank = (share: number) => quantile(milliseconds, share);
  const load = loadavg().map((average) => average.toFixed(2));
  console.log(`\n${what}: ${milliseconds.length} trials`);
  console.log(`  p50 ${rank(0.5)} ms   p95 ${rank(0.95)} ms   from ${rank(0)} to ${rank(1)} ms   loadavg ${load.join(' ')}`);
  if (list) console.log(`  ${milliseconds.map(Math.round).join(' ')}`);
}

/** Prints what else was seen of the frames. */
export function reportGlass({ frames, unreadable, stalls }: Glass) {
  const gaps = frames.slice(1).map(({ at }, index) => at - frames[index].at);
  console.log(`  stalls ${stalls.length}   longest time without a new frame ${Math.max(...gaps)} ms   unreadable frames ${unreadable}`);
}

/** How much of its processors' time the machine's host gave to others, second by second. */
export class Steal {
  private readonly seconds: { at: number; percent: number }[] = [];
  private readonly timer = setInterval(() => void this.sample(), 1000);
  private last?: number[];

  private async sample() {
    const ticks = (await readFile('/proc/stat', 'utf8').catch(() => '')).split('\n')[0].trim().split(/\s+/).slice(1, 9).map(Number);
    const passed = ticks.map((tick, index) => tick - (this.last ?? ticks)[index]);
    const all = passed.reduce((sum, one) => sum + one, 0);
    if (this.last && all > 0) this.seconds.push({ at: Date.now(), percent: Math.round((100 * passed[7]) / all) });
    this.last = ticks;
  }

  /** The percentages of a span, in milliseconds by this machine's clock. */
  between(from: number, to: number): number[] {
    return this.seconds.filter(({ at }) => at >= from && at <= to).map(({ percent }) => percent);
  }

  stop() {
    clearInterval(this.timer);
  }
}

/** AETHEX_MEASURE_SECONDS, or the default. */
export const secondsToMeasure = (usual: number) => Number(process.env.AETHEX_MEASURE_SECONDS ?? usual);

/** Seconds of processor time that a process and its children have taken so far, as Linux tells it in ticks of 10 ms. */
export async function processorOf(pid: number): Promise<number> {
  const read = (file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
  const fields = (await read('stat')).split(') ').at(-1)!.split(' ');
  const own = (Number(fields[11]) + Number(fields[12])) / 100;
  const children = (await read(`task/${pid}/children`)).split(' ').filter(Boolean);
  return own + (await Promise.all(children.map((child) => processorOf(Number(child))))).reduce((sum, one) => sum + one, 0);
}
