// Unmodified players of other projects on a page of another site, which knows nothing but the stream's address.
import { Browser, BrowserContext, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { Player } from './pages';

/** The file of each package that a page loads. */
const SCRIPTS = {
  'hls.js': require.resolve('hls.js/dist/hls.min.js'),
  Shaka: require.resolve('shaka-player/dist/shaka-player.compiled.js'),
  'video.js': require.resolve('video.js/dist/video.min.js'),
};

/** A player and what it is told; everything else is its default. */
export interface Kind {
  player: keyof typeof SCRIPTS;
  lowLatency: boolean;
}

/** What is to be played: the multivariant playlist, and of it the one rendition of so many lines that the player is to keep to. */
export interface Wish {
  src: string;
  lines: { least: number; most: number };
}

/** What a page tells of itself. */
interface Told {
  /** What the player itself calls fatal. */
  fatal: string[];
  began?: number;
  /** Milliseconds from the start to the first picture. */
  firstPicture?: number;
}

declare global {
  interface Window {
    told: Told;
    Hls: any;
    shaka: any;
    videojs: any;
  }
}

/** A site that knows nothing of the server but an address: one page for each player. */
export class ForeignSite {
  private constructor(
    private readonly server: Server,
    private readonly browser: Browser,
  ) {}

  static async open(browser: Browser): Promise<ForeignSite> {
    const server = createServer(async (request, response) => {
      const [, name, file] = decodeURIComponent(request.url!).split('/');
      const script = SCRIPTS[name as Kind['player']];
      if (!script) return response.writeHead(404).end();
      if (file) return response.writeHead(200, { 'content-type': 'text/javascript' }).end(await readFile(script));
      response.writeHead(200, { 'content-type': 'text/html' }).end(page(name));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return new ForeignSite(server, browser);
  }

  /** A page with this player, which plays nothing yet. */
  async visit(kind: Kind): Promise<ForeignPlayer> {
    const context = await this.browser.newContext({ viewport: { width: 900, height: 600 } });
    const page = await context.newPage();
    const player = new ForeignPlayer(context, page, kind);
    await page.goto(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}/${encodeURIComponent(kind.player)}/`);
    return player;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}

export class ForeignPlayer extends Player {
  /** Exceptions that were not caught. */
  readonly exceptions: string[] = [];
  /** Requests that were refused, and what the player wrote to the console: some are its way to find out, so they explain but do not count. */
  readonly refused: string[] = [];

  constructor(
    private readonly context: BrowserContext,
    page: Page,
    readonly kind: Kind,
  ) {
    super(page, /^A stream of theirs$/);
    page.on('pageerror', (error) => this.exceptions.push(`uncaught: ${error.message}`));
    page.on('crash', () => this.exceptions.push('the tab crashed'));
    page.on('console', (line) => ['warning', 'error'].includes(line.type()) && this.refused.push(line.text()));
    page.on('response', (answer) => answer.status() >= 400 && this.refused.push(`${answer.status()} ${answer.url()}`));
  }

  /** Begins to play. */
  async play(wish: Wish): Promise<void> {
    await this.page.evaluate(BEGIN[this.kind.player], { ...wish, lowLatency: this.kind.lowLatency });
  }

  /** Everything that went wrong in the player's own eyes or the browser's. */
  async complaints(): Promise<string[]> {
    return [...this.exceptions, ...(await this.told()).fatal];
  }

  told(): Promise<Told> {
    return this.page.evaluate(() => window.told);
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}

// Players choose by the size at which they are shown.
function page(name: string): string {
  return `<!doctype html><meta charset="utf-8"><title>${name}</title><link rel="icon" href="data:,">
<video muted autoplay playsinline width="854" height="480" aria-label="A stream of theirs"></video>
<script src="script.js"></script>
<script>
  window.told = { fatal: [] };
  document.querySelector('video').requestVideoFrameCallback((now) => (told.firstPicture = Math.round(now - told.began)));
</script>`;
}

type Begin = (wish: Wish & { lowLatency: boolean }) => void;

/** How each of them is told what to play and to keep to one rendition: by its own documented means. Runs in the page. */
const BEGIN: Record<Kind['player'], Begin> = {
  'hls.js': ({ src, lines, lowLatency }) => {
    const { Hls, told } = window;
    told.began = performance.now();
    const hls = new Hls({ lowLatencyMode: lowLatency });
    const wished = ({ height }: any) => height >= lines.least && height <= lines.most;
    hls.on(Hls.Events.MANIFEST_PARSED, () => (hls.currentLevel = hls.levels.findIndex(wished)));
    hls.on(Hls.Events.ERROR, (_: unknown, { fatal, details, error }: any) => fatal && told.fatal.push(`${details}: ${error?.message}`));
    hls.loadSource(src);
    hls.attachMedia(document.querySelector('video'));
  },

  Shaka: async ({ src, lines, lowLatency }) => {
    const { shaka, told } = window;
    told.began = performance.now();
    const complain = (error: any) => told.fatal.push(error.code ? `Shaka ${error.code}: ${error.message}` : String(error));
    shaka.polyfill.installAll();
    const player = new shaka.Player();
    player.addEventListener('error', ({ detail }: any) => detail.severity === shaka.util.Error.Severity.CRITICAL && complain(detail));
    player.configure({ streaming: { lowLatencyMode: lowLatency }, restrictions: { minHeight: lines.least, maxHeight: lines.most } });
    await player.attach(document.querySelector('video'));
    await player.load(src).catch(complain);
  },

  'video.js': ({ src, lines, lowLatency }) => {
    const { videojs, told } = window;
    told.began = performance.now();
    const player = videojs(document.querySelector('video'), { html5: { vhs: { llhls: lowLatency } } });
    player.on('error', () => told.fatal.push(player.error().message));
    const wished = ({ height }: any) => height >= lines.least && height <= lines.most;
    player.qualityLevels().on('addqualitylevel', ({ qualityLevel }: any) => (qualityLevel.enabled = wished(qualityLevel)));
    player.src({ src, type: 'application/vnd.apple.mpegurl' });
  },
};
