// A channel and its encoder, which comes, goes, and comes back with another size.
import { Encoder } from './encoder';
import { Person } from './person';
import { Server } from './server';
import { Hands } from './test';
import { until } from './until';

interface Size {
  width: number;
  height: number;
}

/** What the encoder sends, one or the other. */
const SIZES: [Size, Size] = [
  { width: 640, height: 360 },
  { width: 854, height: 480 },
];
/** The one rung of the ladder: a small one, for the processor's sake. */
export const RUNG = { name: '144p', height: 144 };
/** What a server is told that offers it. */
export const SETTINGS = { AETHEX_TRANSCODE: RUNG.name };

/** How long a server may take for anything, on a machine that has other things to do. */
const PATIENCE_MS = 60_000;
/** A ladder that starved is back after a minute. */
const LADDER_MS = 150_000;

/** What there is to play. */
export interface OnAir {
  /** The address of the stream's playlists, without a slash at the end. */
  url: string;
  sourceHeight: number;
}

export class TestChannel {
  encoder?: Encoder;
  private size = SIZES[0];

  private constructor(
    private readonly creator: Person,
    private readonly channel: { slug: string; key: string },
    private readonly publish: Hands['publish'],
  ) {}

  /** A new creator with a channel, and nothing on air yet. */
  static async create({ person, publish }: Pick<Hands, 'person' | 'publish'>): Promise<TestChannel> {
    const creator = await (await person('Ada')).signUp();
    return new TestChannel(creator, await creator.makeChannel(), publish);
  }

  /** The encoder comes, for the first time or back after it was pulled out. */
  async goesOn(): Promise<OnAir> {
    if (this.encoder) {
      await this.encoder.stop();
      await until('the encoder to be missed', PATIENCE_MS, async () => {
        const stream = await this.stream();
        return stream.reconnecting || stream;
      });
    }
    this.encoder = this.publish(this.channel.key, this.size);
    await until('the encoder', PATIENCE_MS, async () => {
      const stream = await this.stream();
      return stream?.reconnecting === false || stream;
    });
    return this.onAir();
  }

  /** It comes back with another size than it had. */
  async changesSize(): Promise<OnAir> {
    this.size = SIZES.find((size) => size !== this.size)!;
    return this.goesOn();
  }

  async onAir(): Promise<OnAir> {
    return { url: `${this.creator.server.url}/hls/${(await this.stream()).id}`, sourceHeight: this.size.height };
  }

  /** For how long the stream has been running, in milliseconds. */
  async age(): Promise<number> {
    const { startTime } = (await this.stream()) ?? {};
    return startTime ? Date.now() - Date.parse(startTime) : 0;
  }

  /** As a visitor without an account sees it. */
  private async stream() {
    const answer = await fetch(`${this.creator.server.url}/api/channels/${this.channel.slug}`);
    return ((await answer.json()) as any).stream;
  }
}

/** The rendition stands in the stream's multivariant playlist. */
export async function listed({ url }: OnAir, rendition: string): Promise<void> {
  await until(`${rendition} to be listed`, LADDER_MS, async () => {
    const answer = await fetch(`${url}/master.m3u8`);
    const playlist = await answer.text();
    return (answer.ok && playlist.includes(`\n${rendition}/`)) || playlist;
  });
}

/**
 * Tries again where the ladder starved meanwhile: a machine that is too busy for it loses it for a minute, as it should, and no player can
 * play a missing rendition. A failure without that, or three failures, fail the test.
 */
export async function unstarved<T>(server: Server, attempt: () => Promise<T>, isGood: (outcome: T) => boolean): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const begin = server.log.length;
    const outcome = await attempt();
    const starved = server.log.slice(begin).includes('the ladder starves');
    if (isGood(outcome) || !starved || tries === 3) return outcome;
    console.log(`    the ladder starved: once more (${JSON.stringify(outcome)})`);
  }
}
