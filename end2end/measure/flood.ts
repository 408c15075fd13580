// A chat with a thousand messages a second in one browser, for a minute: rows on the page, long tasks, and memory after the garbage is
// collected. Twenty sockets of another browser write.
import { loadavg } from 'node:os';
import { Chat } from '../support/pages';
import { expect, test } from '../support/test';
import { secondsToMeasure } from './figures';

const SOCKETS = 20;
const EACH = 50;

declare global {
  interface Window {
    longTasks: number;
    memory?: WebAssembly.Memory;
    sent: number;
    stopWriting?: () => void;
  }
}

/** Runs before anything of the page: adds up long tasks, and keeps the memory of its program. */
function watch() {
  window.longTasks = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longTasks += duration;
  }).observe({ entryTypes: ['longtask'] });
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = async (...given) => {
    const program = await instantiateStreaming(...given);
    window.memory = program.instance.exports.memory as WebAssembly.Memory;
    return program;
  };
}

/** Writes from as many sockets, each evenly. */
function write({ slug, sockets, each }: { slug: string; sockets: number; each: number }) {
  window.sent = 0;
  const timers = Array.from({ length: sockets }, (_, number) => {
    const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/ws`);
    socket.onopen = () => socket.send(JSON.stringify({ type: 'chat:join', channel: slug }));
    return setInterval(() => {
      if (socket.readyState !== WebSocket.OPEN) return;
      window.sent += 1;
      const content = `Message ${window.sent} of a flood, with a :gg: and https://example.org/${window.sent}`;
      socket.send(JSON.stringify({ type: 'chat:send', content, nonce: `${number}-${window.sent}` }));
    }, 1000 / each);
  });
  window.stopWriting = () => timers.forEach(clearInterval);
}

test('flood', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug } = await ada.makeChannel();
  const bob = await person('Bob');
  await bob.page.addInitScript(watch);
  await bob.open(`/streams/${slug}`);
  const { page } = bob;
  const chat = new Chat(page);
  const devtools = await bob.context.newCDPSession(page);
  await devtools.send('Performance.enable');
  const look = async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    const { metrics } = await devtools.send('Performance.getMetrics');
    const metric = (name: string) => metrics.find((metric) => metric.name === name)!.value;
    const [longTasks, program] = await page.evaluate(() => [window.longTasks, window.memory?.buffer.byteLength ?? 0]);
    const rows = await chat.log.locator('.chat-row').count();
    return { heap: metric('JSHeapUsedSize') / 2 ** 20, program: program / 2 ** 20, nodes: metric('Nodes'), rows, longTasks };
  };
  await ada.open(`/streams/${slug}`);
  await ada.page.evaluate(write, { slug, sockets: SOCKETS, each: EACH });
  await expect.poll(() => ada.page.evaluate(() => window.sent)).toBeGreaterThan(5_000);

  const seconds = secondsToMeasure(60);
  const [begin, sent, first] = [Date.now(), await ada.page.evaluate(() => window.sent), await look()];
  const looks = [first];
  while (Date.now() - begin < seconds * 1000) {
    await page.waitForTimeout(10_000);
    looks.push(await look());
  }
  const passed = (Date.now() - begin) / 1000;
  const rate = ((await ada.page.evaluate(() => window.sent)) - sent) / passed;
  await ada.page.evaluate(() => window.stopWriting!());
  const last = looks.at(-1)!;
  const load = loadavg().map((average) => average.toFixed(2));
  console.log(`\n${Math.round(rate)} messages a second for ${Math.round(passed)} s   loadavg ${load.join(' ')}`);
  console.log(`  long tasks ${((last.longTasks - first.longTasks) / passed / 10).toFixed(1)} % of the time`);
  for (const { heap, program, nodes, rows } of looks) {
    console.log(`  heap ${heap.toFixed(1)} MiB, memory of the program ${program.toFixed(1)} MiB, ${nodes} nodes, ${rows} rows`);
  }
  expect(Math.max(...looks.map(({ rows }) => rows))).toBeLessThanOrEqual(150);
});
