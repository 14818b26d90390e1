/**
 * Random days of two tablets and an office, with requests and answers that get lost, tabs that close in the middle and
 * backups that are restored. Each tablet types into fields of its own, so any keystroke that is lost shows. A failing
 * day is repeated with SEED=<the seed in its name>.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { makeStamp } from '../../../sync/rules/stamp';
import { OfficeInMemory } from '../test/office-in-memory';
import { customerValues } from '../test/customer-values';
import { openReplica, read, until, type Replica } from '../test/replica';
import { createDocument, editDocument } from '../write';
import type { SyncServer } from './sync-server';

const DAYS = Number(process.env['DAYS'] ?? 6);
const FIRST_SEED = Number(process.env['SEED'] ?? 1);
/** Work of a few rows also goes in several requests. */
const FEW = { maxPushRows: 2 };
const STEPS = 40;
const OWN_FIELDS = [
  ['notes', 'city'],
  ['address', 'occupation'],
] as const;

function randomFrom(seed: number): () => number {
  let state = seed * 2654435761;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A connection on which a fifth of the requests and a fifth of the answers get lost, and some answers come late. */
function unreliable(server: SyncServer, random: () => number, isCalm: () => boolean): SyncServer {
  const risky =
    <I, O>(call: (input: I) => Promise<O>) =>
    async (input: I): Promise<O> => {
      if (!isCalm() && random() < 0.2) throw new TypeError('the request was lost');
      const answer = await call(input);
      if (!isCalm() && random() < 0.3)
        await new Promise((resolve) => {
          setTimeout(resolve, random() * 30);
        });
      if (!isCalm() && random() < 0.2) throw new TypeError('the answer was lost');
      return answer;
    };
  return { ...server, hello: risky(server.hello), pull: risky(server.pull), push: risky(server.push) };
}

const open: Replica[] = [];
afterEach(async () => {
  for (const replica of open.splice(0)) await replica.close().catch(() => undefined);
});

describe('random days', () => {
  it.each(Array.from({ length: DAYS }, (_, day) => FIRST_SEED + day))(
    'loses nothing and ends equal everywhere (seed %i)',
    async (seed) => {
      const random = randomFrom(seed);
      const office = new OfficeInMemory();
      let isCalm = true;
      const reliable = office.connect();
      office.connect = () => unreliable(reliable, random, () => isCalm);
      const members = [0, 1].map(
        (at) => `01890000-0000-7000-a${String(seed).padStart(3, '0')}-${String(at).padStart(12, '0')}`,
      );
      const tablets = await Promise.all(members.map((memberId) => openReplica(office, { memberId, ...FEW })));
      open.push(...tablets);
      await until('both know the office', () => tablets.every((tablet) => tablet.status.get().lastSyncAt !== null));
      isCalm = false;

      const ids: string[] = [];
      const typed = new Map<string, string>();
      for (let step = 0; step < STEPS; step += 1) {
        const who = random() < 0.5 ? 0 : 1;
        const tablet = tablets[who] as Replica;
        const dice = random();
        if (ids.length === 0 || dice < 0.1)
          ids.push(await createDocument(tablet.db, 'customers', customerValues({ firstName: `Ad${step}` })));
        else if (dice < 0.75) {
          const id = ids[Math.floor(random() * ids.length)] as string;
          const field = OWN_FIELDS[who]?.[random() < 0.5 ? 0 : 1] as 'notes';
          if ((await read(tablet, 'customers', id)) === null) continue;
          await editDocument(tablet.db, 'customers', id, { [field]: `${seed}-${step}` });
          typed.set(`${id} ${field}`, `${seed}-${step}`);
        } else if (dice < 0.82) office.isReachable = !office.isReachable;
        else if (dice < 0.88) {
          await tablet.close();
          tablets[who] = await openReplica(office, { memberId: members[who] as string, ...FEW });
          open[who] = tablets[who];
        } else if (dice < 0.91) office.epoch = `${office.epoch}+`;
        else if (dice < 0.95 && office.table('customers').has(ids[0] as string))
          office.write(
            'customers',
            ids[0] as string,
            { managerNote: `ofis ${step}` },
            makeStamp(Date.now(), 0, '00000000'),
          );
        else tablet.engine.requestRound();
        if (random() < 0.3)
          await new Promise((resolve) => {
            setTimeout(resolve, random() * 40);
          });
      }

      isCalm = true;
      office.isReachable = true;
      for (const tablet of tablets) tablet.engine.requestRound();
      await until('all handed in', () => tablets.every((tablet) => tablet.status.get().waiting === 0));
      await until('equal everywhere', async () => {
        for (const id of ids) {
          const master = office.table('customers').get(id);
          for (const tablet of tablets)
            if (master === undefined || (await read(tablet, 'customers', id))?.sync.version !== master.version)
              return false;
        }
        return true;
      });
      for (const id of ids) {
        const master = office.table('customers').get(id)?.fields;
        expect(master).toMatchObject({ lastName: 'Çelik' });
        for (const tablet of tablets) expect(await read(tablet, 'customers', id)).toMatchObject(master as object);
      }
      for (const [where, value] of typed) {
        const [id, field] = where.split(' ') as [string, string];
        expect(office.table('customers').get(id)?.fields[field], `${where} seed ${seed}`).toBe(value);
      }
      expect(tablets.map((tablet) => tablet.status.get().refused)).toEqual([0, 0]);
    },
    60_000,
  );
});
