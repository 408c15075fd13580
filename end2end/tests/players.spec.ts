// Players that are not ours: whatever is listed starts in all of them, whenever they come.
import { Encoder } from '../support/encoder';
import { ForeignPlayer, ForeignSite, Kind } from '../support/foreign_player';
import { Person } from '../support/person';
import { expect, test } from '../support/test';
import { until } from '../support/until';

// One small rung, for the processor's sake.
test.use({ settings: { AETHEX_TRANSCODE: '144p' } });

const RUNG = { name: '144p', height: 144 };
const SIZES = [
  { width: 640, height: 360 },
  { width: 854, height: 480 },
];
/**
 * How long a player may take for its first picture. Others need the machine, too; but whoever waits until what it stumbled over has left the
 * playlist, or a cache, takes longer than this.
 */
const PICTURE_MS = 12_000;
/** Shaka without low latency stays three target durations behind the edge, where a rung that was asleep has nothing yet. */
const LATE_PICTURE_MS = 20_000;
/** How long it may then take for the right one: it may begin on another rendition, or before its encoder came back with another size. */
const RIGHT_ONE_MS = 20_000;
/** How long the rest may take. */
const PATIENCE_MS = 30_000;

interface Try {
  kind: Kind;
  rendition: string;
}

const tries = (rendition: string, ...kinds: Kind[]): Try[] => kinds.map((kind) => ({ kind, rendition }));
const [hls, plainHls] = [true, false].map((lowLatency): Kind => ({ player: 'hls.js', lowLatency }));
const [shaka, plainShaka] = [true, false].map((lowLatency): Kind => ({ player: 'Shaka', lowLatency }));
const [videoJs, plainVideoJs] = [true, false].map((lowLatency): Kind => ({ player: 'video.js', lowLatency }));

/** What is tried at each moment, so many pages at a time as two cores decode. */
const BATCHES = [
  tries(RUNG.name, hls, plainHls, shaka),
  tries('source', hls, plainHls, shaka),
  tries('source', plainShaka, videoJs, plainVideoJs),
  tries(RUNG.name, plainShaka, videoJs, plainVideoJs),
];
const title = ({ kind, rendition }: Try) => `${kind.player}${kind.lowLatency ? '' : ' without low latency'}, ${rendition}`;

/** What became of each try: `plays`, or what was wrong. */
type Outcomes = Record<string, string>;
const ALL_PLAY: Outcomes = Object.fromEntries(BATCHES.flat().map((each) => [title(each), 'plays']));

/** What there is to play once the moment has come. */
interface OnAir {
  master: string;
  sourceHeight: number;
}

/** Opens a page for each try, makes the moment come, and has all pages play from then on. */
async function meet(site: ForeignSite, batch: Try[], moment: () => Promise<OnAir>): Promise<Outcomes> {
  const players = await Promise.all(batch.map(({ kind }) => site.visit(kind)));
  const onAir = await moment();
  const outcomes = await Promise.all(batch.map(async (each, at) => [title(each), await outcome(each, players[at], onAir)]));
  await Promise.all(players.map((player) => player.close()));
  return Object.fromEntries(outcomes);
}

async function outcome({ rendition }: Try, player: ForeignPlayer, { master, sourceHeight }: OnAir): Promise<string> {
  const height = rendition === RUNG.name ? RUNG.height : sourceHeight;
  const problem = await watch(player, rendition, height, master).catch((error: Error) => error.message.split('\n')[0]);
  return [problem, ...(await player.complaints())].filter(Boolean).join('; ') || 'plays';
}

/** The rendition's pictures are shown, and they move. */
async function watch(player: ForeignPlayer, rendition: string, height: number, master: string): Promise<string | undefined> {
  // Not a moment after it is listed.
  await until(`${rendition} to be listed`, PATIENCE_MS, async () => {
    const answer = await fetch(master);
    return answer.ok && (await answer.text()).includes(`\n${rendition}/`);
  });
  // By more or less than the rung has, for the playlist may still tell of the source's size from before.
  const lines = rendition === RUNG.name ? { least: 0, most: RUNG.height } : { least: RUNG.height + 1, most: 10_000 };
  await player.play({ src: master, lines });
  const late = player.kind === plainShaka && rendition === RUNG.name;
  await until('a picture', late ? LATE_PICTURE_MS : PICTURE_MS, async () => (await player.told()).firstPicture !== undefined);
  await until(`a picture of ${height} lines`, RIGHT_ONE_MS, async () => (await player.height()) === height);
  const seen = await player.moves(2, PATIENCE_MS);
  return seen.height === height ? undefined : `shows ${seen.height} lines instead of ${height}`;
}

/** A channel, and whoever streams there. */
class Stage {
  encoder?: Encoder;

  constructor(
    private readonly creator: Person,
    private readonly channel: { slug: string; key: string },
    private readonly publish: (key: string, size: { width: number; height: number }) => Encoder,
  ) {}

  /** The encoder comes, for the first time or back after it was pulled out. */
  async goesOn(size: (typeof SIZES)[number]): Promise<OnAir> {
    if (this.encoder) {
      await this.encoder.stop();
      await until('the encoder to be missed', PATIENCE_MS, async () => (await this.stream()).reconnecting);
    }
    this.encoder = this.publish(this.channel.key, size);
    await until('the encoder', PATIENCE_MS, async () => (await this.stream())?.reconnecting === false);
    return this.onAir(size);
  }

  async onAir({ height }: (typeof SIZES)[number]): Promise<OnAir> {
    return { master: `${this.creator.server.url}/hls/${(await this.stream()).id}/master.m3u8`, sourceHeight: height };
  }

  /** How long the stream has been running. */
  async age(): Promise<number> {
    const { startTime } = (await this.stream()) ?? {};
    return startTime ? Date.now() - Date.parse(startTime) : 0;
  }

  /** As anybody sees it. */
  private async stream() {
    const answer = await fetch(`${this.creator.server.url}/api/channels/${this.channel.slug}`);
    return ((await answer.json()) as any).stream;
  }
}

test('at the beginning of a stream', async ({ person, publish, browser }) => {
  test.setTimeout(480_000);
  const site = await ForeignSite.open(browser);
  const outcomes: Outcomes = {};
  for (const batch of BATCHES) {
    const ada = await (await person('Ada')).signUp();
    const stage = new Stage(ada, await ada.makeChannel(), publish);
    Object.assign(outcomes, await meet(site, batch, () => stage.goesOn(SIZES[0])));
    await stage.encoder!.stop();
  }
  await site.close();
  expect(outcomes).toEqual(ALL_PLAY);
});

test('on a stream that runs, after its encoder was away, and after it came back with another size', async ({ person, publish, browser }) => {
  test.setTimeout(900_000);
  const site = await ForeignSite.open(browser);
  const ada = await (await person('Ada')).signUp();
  const bob = await (await person('Bob')).signUp();
  const stage = new Stage(ada, await ada.makeChannel(), publish);
  const other = new Stage(bob, await bob.makeChannel(), publish);
  const first = await stage.goesOn(SIZES[0]);
  await other.goesOn(SIZES[0]);

  await test.step('it runs', async () => {
    // Long enough for updates that leave out what is old.
    await until('half a minute of stream', 60_000, async () => (await other.age()) > 30_000);
    const outcomes: Outcomes = {};
    for (const [at, batch] of BATCHES.entries()) {
      // A rung sleeps until a player asks for it: the last batch meets a sleeping one, on another stream.
      const where = at === BATCHES.length - 1 ? other : stage;
      Object.assign(outcomes, await meet(site, batch, () => where.onAir(SIZES[0])));
    }
    await other.encoder!.stop();
    expect.soft(outcomes).toEqual(ALL_PLAY);
  });

  await test.step('its encoder was away', async () => {
    const outcomes: Outcomes = {};
    for (const batch of BATCHES) Object.assign(outcomes, await meet(site, batch, () => stage.goesOn(SIZES[0])));
    expect.soft(outcomes).toEqual(ALL_PLAY);
  });

  await test.step('its encoder came back with another size', async () => {
    const outcomes: Outcomes = {};
    for (const [at, batch] of BATCHES.entries()) {
      Object.assign(outcomes, await meet(site, batch, () => stage.goesOn(SIZES[(at + 1) % SIZES.length])));
    }
    expect.soft(outcomes).toEqual(ALL_PLAY);
  });

  // It was one stream all the time.
  expect(await stage.onAir(SIZES[0])).toEqual(first);
  await site.close();
});
