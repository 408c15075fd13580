// Percentiles, and how busy the machine was.
import { loadavg } from 'node:os';

/** Prints p50 and p95 of some milliseconds, and the load beside them. */
export function report(what: string, milliseconds: number[]) {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  // The nearest rank: of ten, the 95th percentile is the slowest.
  const rank = (share: number) => Math.round(sorted[Math.max(Math.ceil(sorted.length * share) - 1, 0)]);
  const load = loadavg().map((average) => average.toFixed(2));
  console.log(`\n${what}: ${sorted.length} trials`);
  console.log(`  p50 ${rank(0.5)} ms   p95 ${rank(0.95)} ms   from ${rank(0)} to ${rank(1)} ms   loadavg ${load.join(' ')}`);
  console.log(`  ${milliseconds.map(Math.round).join(' ')}`);
}
