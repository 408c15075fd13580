// A chat with a thousand messages a second in one browser, for a minute: rows on the page, long tasks, and memory after the garbage is
// collected. The share of a core that the page's main thread takes tells what is left of it on a busier or a slower machine.
import { loadavg } from 'node:os';
import { Chat } from '../support/pages';
import { expect, test } from '../support/test';
import { secondsToMeasure } from './figures';

/** Messages a second. */
const RATE = 1000;

declare global {
  interface Window {
    longTasks: number;
    memory?: WebAssembly.Memory;
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

/** Writes evenly over HTTP, from this process: sockets would receive each other's messages, which costs more than the page that is measured. */
function write(address: string, headers: Record<string, string>) {
  const writing = { sent: 0, stop: () => clearInterval(timer) };
  const send = async () => {
    const content = `Message ${writing.sent} of a flood, with a :gg: and https://example.org/${writing.sent}`;
    const { ok, body } = await fetch(address, { method: 'POST', headers, body: JSON.stringify({ content }) });
    await body?.cancel();
    if (ok) writing.sent += 1;
  };
  const timer = setInterval(() => void Promise.all(Array.from({ length: RATE / 50 }, send)), 20);
  return writing;
}

test('flood', async ({ person }) => {
  const ada = await (await person('Ada')).signUp();
  const { id: channelId, slug } = await ada.makeChannel();
  const { id: stream } = await ada.post('/api/streams', { channelId, title: 'A flood' });
  const bob = await person('Bob');
  await bob.page.addInitScript(watch);
  await bob.open(`/streams/${slug}`);
  const { page } = bob;
  const chat = new Chat(page);
  const devtools = await bob.context.newCDPSession(page);
  await devtools.send('Performance.setTimeDomain', { timeDomain: 'threadTicks' });
  await devtools.send('Performance.enable');
  const look = async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    const { metrics } = await devtools.send('Performance.getMetrics');
    const metric = (name: string) => metrics.find((metric) => metric.name === name)!.value;
    const [longTasks, program] = await page.evaluate(() => [window.longTasks, window.memory?.buffer.byteLength ?? 0]);
    const rows = await chat.log.locator('.chat-row').count();
    const busy = metric('TaskDuration');
    return { heap: metric('JSHeapUsedSize') / 2 ** 20, program: program / 2 ** 20, nodes: metric('Nodes'), rows, longTasks, busy };
  };
  const cookies = (await ada.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const headers = { 'content-type': 'application/json', origin: ada.server.url, cookie: cookies };
  const writing = write(`${ada.server.url}/api/streams/${stream}/messages`, headers);
  await expect.poll(() => writing.sent).toBeGreaterThan(5 * RATE);

  const seconds = secondsToMeasure(60);
  const [begin, sent, first] = [Date.now(), writing.sent, await look()];
  const looks = [first];
  while (Date.now() - begin < seconds * 1000) {
    await page.waitForTimeout(10_000);
    looks.push(await look());
  }
  const passed = (Date.now() - begin) / 1000;
  const rate = (writing.sent - sent) / passed;
  writing.stop();
  const last = looks.at(-1)!;
  const load = loadavg().map((average) => average.toFixed(2));
  console.log(`\n${Math.round(rate)} messages a second for ${Math.round(passed)} s   loadavg ${load.join(' ')}`);
  console.log(`  long tasks ${((last.longTasks - first.longTasks) / passed / 10).toFixed(1)} % of the time`);
  console.log(`  main thread ${(((last.busy - first.busy) / passed) * 100).toFixed(1)} % of a core`);
  for (const { heap, program, nodes, rows } of looks) {
    console.log(`  heap ${heap.toFixed(1)} MiB, memory of the program ${program.toFixed(1)} MiB, ${nodes} nodes, ${rows} rows`);
  }
  expect(Math.max(...looks.map(({ rows }) => rows))).toBeLessThanOrEqual(150);
});
