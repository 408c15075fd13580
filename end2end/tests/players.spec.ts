// The smallest rendition in third-party players, at each moment. `cargo xtask test --all` has the full table.
import { ForeignSite } from '../support/foreign_player';
import { allPlay, batches, meet, Outcomes, Try } from '../support/player_table';
import { OnAir, RUNG, SETTINGS, Stage } from '../support/stage';
import { expect, test } from '../support/test';

test.use({ settings: SETTINGS });

/**
 * At the beginning of a stream video.js with low latency gives up on the rung ("Excessive main segment downloading detected") where the machine
 * is quiet, and plays where it is busy. See docs/adr/0014-playlists-that-any-player-can-begin-with.md; the full table has it.
 */
const isUnsettled = ({ kind }: Try) => kind.player === 'video.js' && kind.lowLatency;

test('third-party players start at each moment', async ({ person, publish, server, browser }) => {
  test.setTimeout(900_000);
  const site = await ForeignSite.open(browser);
  for (const [name, batch] of batches(RUNG.name).entries()) {
    let stage: Stage | undefined;
    const all = allPlay([batch]);
    const first = batch.filter((each) => !isUnsettled(each));
    const at = (moment: () => Promise<OnAir>): Promise<Outcomes> => meet(server, site, batch, moment);
    await test.step(`group ${name + 1}, at the beginning`, async () => {
      const outcomes = await meet(server, site, first, async () => {
        await stage?.encoder!.stop();
        stage = await Stage.set({ person, publish });
        return stage.goesOn();
      });
      expect.soft(outcomes).toEqual(allPlay([first]));
    });
    await test.step(`group ${name + 1}, after the encoder was away`, async () => {
      expect.soft(await at(() => stage!.goesOn())).toEqual(all);
    });
    await test.step(`group ${name + 1}, after it came back with another size`, async () => {
      expect.soft(await at(() => stage!.changesSize())).toEqual(all);
    });
    await stage!.encoder!.stop();
  }
  await site.close();
});
