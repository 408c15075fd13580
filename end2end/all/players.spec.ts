// The full table of third-party players in a browser: player × rendition × moment.
import { ForeignSite } from '../support/foreign_player';
import { allPlay, batches, meet, Outcomes } from '../support/player_table';
import { OnAir, RUNG, SETTINGS, TestChannel } from '../support/test_channel';
import { expect, test } from '../support/test';
import { until } from '../support/until';

test.use({ settings: SETTINGS });

// The rung comes last, so that it is not being made when these players ask for it in a running stream.
const BATCHES = [...batches('source'), ...batches(RUNG.name)];
const ALL_PLAY = allPlay(BATCHES);

test('players in a browser, each rendition, at each moment', async ({ person, publish, server, browser }) => {
  const site = await ForeignSite.open(browser);
  let channel: TestChannel | undefined;
  const row = async (moment: () => Promise<OnAir>) => {
    const outcomes: Outcomes = {};
    for (const batch of BATCHES) Object.assign(outcomes, await meet(server, site, batch, moment));
    console.table(outcomes);
    expect.soft(outcomes).toEqual(ALL_PLAY);
  };

  await test.step('at the beginning of a stream', () =>
    row(async () => {
      await channel?.encoder!.stop();
      channel = await TestChannel.create({ person, publish });
      return channel.goesOn();
    }));
  await channel!.encoder!.stop();
  channel = await TestChannel.create({ person, publish });
  const first = await channel.goesOn();
  // Long enough for delta updates, which leave out old segments.
  await until('half a minute of stream', 90_000, async () => (await channel!.age()) > 30_000);
  await test.step('on a stream that runs', () => row(() => channel!.onAir()));
  await test.step('after its encoder was away', () => row(() => channel!.goesOn()));
  await test.step('after it came back with another size', () => row(() => channel!.changesSize()));
  expect((await channel.onAir()).url, 'it was one stream all the time').toEqual(first.url);
  await site.close();
});
