// The same encoder to this server and to nginx with its RTMP module (Debian: nginx, libnginx-mod-rtmp): how long until the
// first picture, how old the picture is, what it costs. nginx makes plain HLS, tuned for speed: segments of one second.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Page } from '@playwright/test';
import { ChannelPage } from '../support/pages';
import { expect, test } from '../support/test';
import { until } from '../support/until';
import { ClockEncoder, glassOf, readClock } from './clock';
import { RtmpProxy } from './rtmp_proxy';
import { processorOf, report, reportGlass, secondsToMeasure } from './figures';

const SETTLE_MS = 10_000;

/** Polls until there is something to play, because nothing tells this page when the stream begins. */
const PAGE = `<!doctype html><video muted autoplay width="640"></video><script src="/hls.js"></script><script>
const video = document.querySelector('video');
const look = async () => {
  const found = await fetch('/live.m3u8', { cache: 'no-store' });
  if (!found.ok) return setTimeout(look, 100);
  const hls = new Hls();
  hls.loadSource('/live.m3u8');
  hls.attachMedia(video);
};
look();
</script>`;

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  await new Promise((done) => listener.close(done));
  return port;
}

class Nginx {
  private constructor(
    private readonly folder: string,
    readonly pid: number,
    readonly url: string,
    readonly rtmp: string,
    private readonly end: () => Promise<unknown>,
  ) {}

  static async start(): Promise<Nginx> {
    const folder = await mkdtemp(join(tmpdir(), 'aethex-nginx-'));
    const [web, rtmp] = [await freePort(), await freePort()];
    await writeFile(join(folder, 'index.html'), PAGE);
    await copyFile(resolve(__dirname, '../../node_modules/hls.js/dist/hls.min.js'), join(folder, 'hls.js'));
    const configuration = `load_module /usr/lib/nginx/modules/ngx_rtmp_module.so;
${process.getuid?.() === 0 ? 'user root;' : ''} worker_processes 1; daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 1024; }
rtmp { server { listen 127.0.0.1:${rtmp}; application live {
  live on; hls on; hls_path ${folder}; hls_fragment 1s; hls_playlist_length 6s; } } }
http { access_log off; types { text/html html; text/javascript js; application/vnd.apple.mpegurl m3u8; video/mp2t ts; }
  client_body_temp_path ${folder}/t1; proxy_temp_path ${folder}/t2; fastcgi_temp_path ${folder}/t3;
  uwsgi_temp_path ${folder}/t4; scgi_temp_path ${folder}/t5;
  server { listen 127.0.0.1:${web}; root ${folder}; add_header Cache-Control no-cache; } }
`;
    const file = join(folder, 'nginx.conf');
    await writeFile(file, configuration);
    const child = spawn('nginx', ['-c', file, '-p', folder], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.on('error', (error) => (said = `nginx cannot be started (apt-get install nginx libnginx-mod-rtmp): ${error.message}`));
    child.stderr.on('data', (text) => (said += text));
    const url = `http://127.0.0.1:${web}`;
    await until('nginx', 20_000, async () => {
      if (said.includes('cannot be started') || child.exitCode !== null) throw new Error(said);
      return (await fetch(url).catch(() => undefined))?.ok === true;
    });
    const gone = once(child, 'exit');
    return new Nginx(folder, child.pid!, url, `rtmp://127.0.0.1:${rtmp}/live`, () => {
      child.kill('SIGTERM');
      return gone;
    });
  }

  async stop(): Promise<void> {
    await this.end();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Publishes through an RTMP proxy to a page that is open and waits; prints the first picture, the latency and the cost. */
async function measure(who: string, page: Page, rtmp: string, name: string, pid: number): Promise<ClockEncoder> {
  const proxy = await RtmpProxy.to(rtmp);
  const shown = page.locator('video').evaluate(
    (video) => new Promise<number>((done) => (video as HTMLVideoElement).requestVideoFrameCallback(() => done(Date.now()))),
  );
  const encoder = new ClockEncoder(`${proxy.address}/${name}`);
  const first = (await shown) - proxy.connectedAt;
  await page.waitForTimeout(SETTLE_MS);
  await readClock(page);
  const seconds = secondsToMeasure(30);
  const before = await processorOf(pid);
  await page.waitForTimeout(seconds * 1000);
  const cost = ((await processorOf(pid)) - before) / seconds;
  const glass = await glassOf(page);
  report(`${who}: RTMP connect → first picture`, [first]);
  report(`${who}: glass to glass, each frame`, glass.frames.map(({ age }) => age), { list: false });
  reportGlass(glass);
  console.log(`  share of a core: ${(cost * 100).toFixed(2)} %`);
  proxy.close();
  return encoder;
}

test('nginx-rtmp beside this server', async ({ person, server, browser }) => {
  const ada = await (await person('Ada')).signUp();
  const { slug, key } = await ada.makeChannel();
  const bob = await person('Bob');
  bob.allow(/./);
  await bob.open(`/streams/${slug}`);
  await expect(new ChannelPage(bob.page).player.video).toHaveAttribute('data-state', 'offline');
  const own = await measure('this server', bob.page, server.rtmp, key, server.pid);
  const { stream } = await ada.get(`/api/channels/${slug}`);
  await ada.post(`/api/streams/${stream.id}/end`);
  await own.stop();
  await bob.open('about:blank').catch(() => undefined);

  const nginx = await Nginx.start();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(nginx.url);
  const other = await measure('nginx-rtmp', page, nginx.rtmp, 'live', nginx.pid);
  await other.stop();
  await context.close();
  await nginx.stop();
});
