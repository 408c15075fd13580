// The table of third-party players that are programs: player × rendition × moment.
import { PlayingProgram, ProgramName, PROGRAMS } from '../support/program';
import { listed, OnAir, RUNG, SETTINGS, TestChannel, unstarved } from '../support/test_channel';
import { expect, test } from '../support/test';
import { until } from '../support/until';

test.use({ settings: SETTINGS });

const EVERY = Object.keys(PROGRAMS) as ProgramName[];
/** VLC 3 begins its demuxer anew at a discontinuity and does not give it the initialisation again, so it ends there. */
const ACROSS = EVERY.filter((name) => name !== 'VLC');
/** How long a program may take for pictures: some begin three target durations behind the edge, and a rung may have been asleep. */
const PICTURES_MS = 90_000;

/** `plays`, or what was wrong, for each program. */
type Outcomes = Record<string, string>;

/** The programs play a rendition; then something may happen, after which they show what it tells. */
async function play(names: ProgramName[], onAir: OnAir, rendition: string, then?: () => Promise<OnAir>): Promise<Outcomes> {
  await listed(onAir, rendition);
  const height = (now: OnAir) => (rendition === RUNG.name ? RUNG.height : now.sourceHeight);
  const programs = names.map((name) => ({ name, program: new PlayingProgram(name, `${onAir.url}/${rendition}/index.m3u8`) }));
  const failures = new Map<ProgramName, string>();
  const all = (now: OnAir) =>
    Promise.all(
      programs.map(async ({ name, program }) => {
        if (failures.has(name)) return;
        await program.shows(height(now), PICTURES_MS).catch((error: Error) => failures.set(name, error.message));
      }),
    );
  await all(onAir);
  if (then) await all(await then());
  await Promise.all(programs.map(({ program }) => program.stop()));
  const outcome = ({ name, program }: (typeof programs)[number]) => [failures.get(name), ...program.errors.slice(0, 3)].filter(Boolean).join('; ');
  return Object.fromEntries(programs.map((each) => [each.name, outcome(each) || 'plays']));
}

for (const rendition of ['source', RUNG.name]) {
  test(`programs, ${rendition}, at each moment`, async ({ person, publish, server }) => {
    const row = async (names: ProgramName[], attempt: () => Promise<Outcomes>) => {
      const outcomes = await unstarved(server, attempt, (all) => Object.values(all).every((each) => each === 'plays'));
      console.table(outcomes);
      expect.soft(outcomes).toEqual(Object.fromEntries(names.map((name) => [name, 'plays'])));
    };
    let channel: TestChannel | undefined;
    await test.step('at the beginning of a stream', () =>
      row(EVERY, async () => {
        await channel?.encoder!.stop();
        channel = await TestChannel.create({ person, publish });
        return play(EVERY, await channel.goesOn(), rendition);
      }));
    await until('half a minute of stream', 90_000, async () => (await channel!.age()) > 30_000);
    await test.step('on a stream that runs', () => row(EVERY, async () => play(EVERY, await channel!.onAir(), rendition)));
    await test.step('after its encoder was away', () => row(ACROSS, async () => play(ACROSS, await channel!.goesOn(), rendition)));
    await test.step('after it came back with another size', () =>
      row(ACROSS, async () => play(ACROSS, await channel!.changesSize(), rendition)));
    await test.step('while it comes back with another size', () =>
      row(ACROSS, async () => play(ACROSS, await channel!.onAir(), rendition, () => channel!.changesSize())));
    await test.step('half a minute after that', async () => {
      const age = await channel!.age();
      await until('half a minute more', 90_000, async () => (await channel!.age()) > age + 30_000);
      await row(EVERY, async () => play(EVERY, await channel!.onAir(), rendition));
    });
  });
}
