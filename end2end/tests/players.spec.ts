// The smallest rendition in third-party players, at each moment. `cargo xtask test --all` has the full table.
import { ForeignSite } from '../support/foreign_player';
import { allPlay, batches, meet, Outcomes } from '../support/player_table';
import { OnAir, RUNG, SETTINGS, TestChannel } from '../support/test_channel';
import { expect, test } from '../support/test';

test.use({ settings: SETTINGS });

test('third-party players start at each moment', async ({ person, publish, server, browser }) => {
  test.setTimeout(900_000);
  const site = await ForeignSite.open(browser);
  for (const [name, batch] of batches(RUNG.name).entries()) {
    let channel: TestChannel | undefined;
    const all = allPlay([batch]);
    const at = (moment: () => Promise<OnAir>): Promise<Outcomes> => meet(server, site, batch, moment);
    await test.step(`group ${name + 1}, at the beginning`, async () => {
      const outcomes = await at(async () => {
        await channel?.encoder!.stop();
        channel = await TestChannel.create({ person, publish });
        return channel.goesOn();
      });
      expect.soft(outcomes).toEqual(all);
    });
    await test.step(`group ${name + 1}, after the encoder was away`, async () => {
      expect.soft(await at(() => channel!.goesOn())).toEqual(all);
    });
    await test.step(`group ${name + 1}, after it came back with another size`, async () => {
      expect.soft(await at(() => channel!.changesSize())).toEqual(all);
    });
    await channel!.encoder!.stop();
  }
  await site.close();
});
