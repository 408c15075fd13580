// Player × rendition: whatever is listed starts in third-party players.
import { ForeignPlayer, ForeignSite, Kind } from './foreign_player';
import { Server } from './server';
import { listed, OnAir, RUNG, unstarved } from './test_channel';
import { until } from './until';

/** How long a player may take for its first picture, and then for the right one: it may begin on another rendition. */
const PICTURE_MS = 45_000;

export interface Try {
  kind: Kind;
  rendition: string;
}

/** What became of each try, by its title: `plays`, or what was wrong. */
export type Outcomes = Record<string, string>;

const kinds = (player: Kind['player']): Kind[] => [true, false].map((lowLatency) => ({ player, lowLatency }));
/** Each player with low latency and without, so many at a time as two cores decode. */
const GROUPS = [
  [...kinds('hls.js'), kinds('Shaka')[0]],
  [kinds('Shaka')[1], ...kinds('video.js')],
];

/** All players on a rendition, in batches. */
export const batches = (rendition: string): Try[][] => GROUPS.map((group) => group.map((kind) => ({ kind, rendition })));

const title = ({ kind, rendition }: Try) => `${kind.player}${kind.lowLatency ? '' : ' without low latency'}, ${rendition}`;

/** The expected results. */
export const allPlay = (all: Try[][]): Outcomes => Object.fromEntries(all.flat().map((each) => [title(each), 'plays']));

/** Opens a page for each try, makes the moment come, and has all pages play from then on. */
export async function meet(server: Server, site: ForeignSite, batch: Try[], moment: () => Promise<OnAir>): Promise<Outcomes> {
  const attempt = async () => {
    const players = await Promise.all(batch.map(({ kind }) => site.visit(kind)));
    const onAir = await moment();
    const outcomes = await Promise.all(batch.map(async (each, at) => [title(each), await outcome(each, players[at], onAir)]));
    await Promise.all(players.map((player) => player.close()));
    return Object.fromEntries(outcomes) as Outcomes;
  };
  return unstarved(server, attempt, (outcomes) => Object.values(outcomes).every((each) => each === 'plays'));
}

async function outcome({ rendition }: Try, player: ForeignPlayer, onAir: OnAir): Promise<string> {
  const problem = await watch(player, rendition, onAir).catch((error: Error) => error.message.split('\n')[0]);
  const complaints = await player.complaints();
  if (!problem && complaints.length === 0) return 'plays';
  // What was refused explains, but some players ask to find out.
  return [problem, ...complaints, ...player.refused.slice(-3)].filter(Boolean).join('; ');
}

/** The rendition's pictures are shown, and they move. */
async function watch(player: ForeignPlayer, rendition: string, onAir: OnAir): Promise<string | undefined> {
  await listed(onAir, rendition);
  const height = rendition === RUNG.name ? RUNG.height : onAir.sourceHeight;
  // By more or less than the rung has, for the playlist may still tell of the source's size from before.
  const lines = rendition === RUNG.name ? { least: 0, most: RUNG.height } : { least: RUNG.height + 1, most: 10_000 };
  await player.play({ src: `${onAir.url}/master.m3u8`, lines });
  await until('a picture', PICTURE_MS, async () => {
    const told = await player.told();
    return told.firstPicture !== undefined || told;
  });
  await until(`a picture of ${height} lines`, PICTURE_MS, async () => {
    const shown = await player.height();
    return shown === height || shown;
  });
  const seen = await player.moves(2, PICTURE_MS);
  return seen.height === height ? undefined : `shows ${seen.height} lines instead of ${height}`;
}
