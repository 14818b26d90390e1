/** The office is put back to a backup while every device holds fifty writes it has not sent. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { backupDatabase } from '../../db/backup';
import { restoreDatabase } from '../../db/restore';
import { DEVICE_NAMES, deviceNamed } from '../cast';
import { CALM } from '../plan-schedule';
import type { ScenarioInput } from '../scenario-input';
import { isClean } from '../verdict';

const UNSENT_PER_DEVICE = 50;
const KNOWN_PER_DEVICE = 15;
/** Appointments and calls under a customer whom the backup does not know. */
const BELOW_PER_DEVICE = 6;

export async function restoredBackup({
  ground,
  tally,
  seed,
  short,
  breakage,
  databaseUrl,
}: ScenarioInput): Promise<void> {
  const { threads, office } = ground;
  const restores = short ? 1 : 5;
  const folder = await mkdtemp(path.join(tmpdir(), 'saha-prove-'));
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (let at = 0; at < restores; at += 1) {
      await ground.begin(seed + at, CALM, breakage);
      const known = await Promise.all(
        DEVICE_NAMES.map((device) =>
          Promise.all(
            Array.from({ length: KNOWN_PER_DEVICE }, () =>
              office.addCustomer(deviceNamed(device).person, ground.nowMs),
            ),
          ),
        ),
      );
      await ground.comeToRest(false);
      const file = path.join(folder, `${at}.backup.gz`);
      await backupDatabase(client, file, new Date(ground.nowMs).toISOString(), () => undefined);
      // What came after the backup is gone with the restore, from the devices too.
      for (let after = 0; after < 5; after += 1) await office.addCustomer('ayse', ground.nowMs);
      const newer = await Promise.all(
        DEVICE_NAMES.map((device) => office.addCustomer(deviceNamed(device).person, ground.nowMs)),
      );
      const shared = await office.addCustomer('banu', ground.nowMs, ['ayse']);
      await ground.comeToRest(true);
      // But for what is written on it and below it meanwhile.
      await Promise.all(
        DEVICE_NAMES.map(async (device, index) => {
          for (let write = 0; write < BELOW_PER_DEVICE; write += 1)
            await threads.ask(
              device,
              'createBelow',
              write % 2 === 0 ? 'appointments' : 'interactions',
              newer[index] as string,
              write + 1,
            );
        }),
      );
      await threads.ask('ayse1', 'createBelow', 'appointments', shared, 1);
      await Promise.all(
        DEVICE_NAMES.map(async (device, index) => {
          for (let write = 0; write < UNSENT_PER_DEVICE; write += 1) {
            if (write < KNOWN_PER_DEVICE * 2)
              await threads.ask(
                device,
                'type',
                'customers',
                (known[index] as string[])[write % KNOWN_PER_DEVICE] as string,
                [write % 2 === 0 ? 'own' : 'notes'],
              );
            else await threads.ask(device, 'createCustomer', 'ayse');
          }
        }),
      );
      await restoreDatabase(client, file);
      await office.introduceDevices();
      await threads.everyThread('forgetMembers');
      await ground.heal();
      const verdict = await ground.judge();
      const counts = ground.takeCounts();
      if (counts.refused > 0) verdict.lost.push(`${counts.refused} unsent documents were refused after the restore`);
      tally.add(verdict, counts, `restored-backup, restore ${at + 1}`);
      await ground.end(!isClean(verdict));
    }
  } finally {
    await client.end();
    await rm(folder, { recursive: true, force: true });
  }
  tally.scenario('restored-backup', {
    restores,
    unsentWrites: restores * (UNSENT_PER_DEVICE + BELOW_PER_DEVICE) * DEVICE_NAMES.length,
  });
}
