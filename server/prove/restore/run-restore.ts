/**
 * The office is put back to a backup in the middle of sending, on the same machine or on a fresh one that was given the
 * journals; a manager looks and lets it go on. Nobody is written to twice, and no no is forgotten.
 */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { backupDatabase } from '../../db/backup';
import { migrate } from '../../db/migrate';
import { restoreDatabase } from '../../db/restore';
import { openLink, unsubscribe } from '../../features/consent/unsubscribe';
import { makeUnsubscribeLink } from '../../features/consent/unsubscribe-link';
import type { UnsubscribeToken } from '../../features/consent/unsubscribe-token';
import { noteWayOut } from '../../features/deliveries/note-way-out';
import { decideUnknown } from '../../features/deliveries/outcomes.store';
import { sendEmailJob } from '../../features/messages/send-email.job';
import type { Outcome } from '../../gateways/outcome';
import { journalsOf, openOffice, type OfficeInProcess } from '../office-in-process';
import type { ProofResult } from '../prove-with';
import { Random } from '../../../prisma/factories/random';
import { onServer, withMigratedPlace } from '../server-process';

export type RestoreOptions = {
  readonly databaseUrl: string;
  readonly seed: number;
  readonly restores: number;
  /** `no-journal`: a fresh machine is not given the journals. Must be found. */
  readonly breakage: 'no-journal' | null;
  readonly say: (line: string) => void;
};

const PER_ROUND = 24;
const CRASH_PATIENCE_MS = 400;

export function runRestore(options: RestoreOptions): Promise<ProofResult> {
  return withMigratedPlace(options.databaseUrl, async ({ url, folder }) => {
    const made: string[] = [];
    try {
      return await run(options, url, folder, made);
    } finally {
      for (const name of made) await onServer(options.databaseUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    }
  });
}

async function run(options: RestoreOptions, firstUrl: string, folder: string, made: string[]): Promise<ProofResult> {
  const random = new Random(options.seed);
  const problems: string[] = [];
  const nowMs = { value: Date.now() };
  const now = () => (nowMs.value += 1);
  /** What really left, over all machines: address → how often; and who said stop, with what had left by then. */
  const left = new Map<string, number>();
  const stopped = new Map<string, number>();
  const counts = {
    restores: 0,
    fresh: 0,
    sent: 0,
    twice: 0,
    forgotten: 0,
    unknown: 0,
    withoutAddress: 0,
    crashes: 0,
    /** Noes that were committed by somebody who died before the journal had them, and were said again. */
    diedBeforeJournal: 0,
  };
  const open = (url: string) => openOffice(url, folder, now);
  let office: OfficeInProcess = await open(firstUrl);
  let url = firstUrl;
  const isTaken = new Set<string>();

  const send = (address: string) => office.out.send(address, { dedupeKey: address });
  const note = () => {
    for (const mail of office.out.provider.taken.slice(counted)) {
      counted += 1;
      const address = mail.to[0] ?? '';
      left.set(address, (left.get(address) ?? 0) + 1);
      isTaken.add(mail.tags['delivery'] ?? '');
      counts.sent += 1;
    }
  };
  let counted = 0;

  for (let round = 0; round < options.restores; round += 1) {
    const addresses = Array.from({ length: PER_ROUND }, (_, at) => `kisi${round}x${at}@ornek.example`);
    for (const address of addresses) await office.out.consent(address, 'given', '2026-01-01T09:00:00.000Z');
    const backupAt = random.below(PER_ROUND);
    const crashAt = random.between(1, PER_ROUND);
    const file = path.join(folder, `${round}.backup.gz`);
    const links = new Map<string, string>();
    // A part waits, a part leaves before the backup, a part after it.
    for (const address of addresses.slice(0, backupAt)) await send(address);
    if (random.chance(0.5)) await office.out.carry();
    await alone(url, (client) => backupDatabase(client, file, new Date().toISOString(), () => undefined));
    for (const address of addresses.slice(backupAt)) await send(address);
    for (const address of random.some(addresses, 0.2)) links.set(address, await linkOf(office, address));
    for (const [address, link] of links) {
      const token = await openLink(office.out.deps, link);
      if (token !== null) {
        if (stopped.size % 2 === 0) counts.diedBeforeJournal += await dieBeforeJournal(office, token);
        await unsubscribe(office.out.deps, token, noteWayOut);
      }
      note();
      stopped.set(address, left.get(address) ?? 0);
    }
    if (await crash(office, crashAt)) counts.crashes += 1;
    note();

    // The machine is gone, or only the database is put back.
    const isFresh = options.breakage === 'no-journal' || random.chance(0.5);
    counts.restores += 1;
    let target = url;
    if (isFresh) {
      counts.fresh += 1;
      const name = `prove_restore_${options.seed}_${round}`;
      made.push(name);
      await onServer(options.databaseUrl, `CREATE DATABASE ${name}`);
      const changed = new URL(url);
      changed.pathname = `/${name}`;
      target = changed.href;
      await migrate(target);
    }
    await alone(target, (client) =>
      restoreDatabase(client, file, options.breakage === 'no-journal' ? null : journalsOf(folder)),
    );
    await office.close();
    url = target;
    office = await open(url);
    counted = 0;

    // Held until somebody looks.
    await office.out.carry();
    if (office.out.provider.taken.length > 0) problems.push(`round ${round}: something left before anybody let it`);
    const { rows } = await office.out.deps.pool.query<{ id: string; address: string }>(
      `SELECT id, to_address AS address FROM deliveries WHERE state = 'unknown'`,
    );
    counts.unknown += rows.length;
    counts.withoutAddress += rows.filter(({ address }) => address === '').length;
    for (const { id, address } of rows)
      await decideUnknown(office.out.deps.pool, id, isTaken.has(id) || address === '' ? 'assume' : 'again');
    await office.out.deps.pool.query('UPDATE office SET sends_held = false');
    // Whoever wanted to write wants to again: the campaign is started anew over the same people.
    for (const address of addresses) {
      await office.out.consent(address, 'given', '2026-01-01T09:00:00.000Z');
      await send(address);
    }
    while ((await office.out.carry()) === 0);
    note();
    if ((round + 1) % 10 === 0) options.say(`${round + 1} restores`);
  }
  for (const [address, times] of left) if (times > 1) problems.push(`${address} was written to ${times} times`);
  counts.twice = [...left.values()].filter((times) => times > 1).length;
  for (const [address, before] of stopped)
    if ((left.get(address) ?? 0) > before) {
      counts.forgotten += 1;
      problems.push(`${address} had said stop and was written to`);
    }
  await office.close();
  return { problems, counts };
}

/** Sending stops dead after `at` calls: some were taken and nobody wrote it down, others were only about to be made. */
async function crash({ out }: OfficeInProcess, at: number): Promise<boolean> {
  let calls = 0;
  const never = new Promise<Outcome>(() => undefined);
  const { email } = out.deps;
  const dying = {
    ...out.deps,
    email: {
      ...email,
      send: async (mail: Parameters<typeof email.send>[0]) => {
        calls += 1;
        if (calls > at) return calls % 2 === 0 ? never : (await email.send(mail), never);
        return email.send(mail);
      },
    },
  };
  const isOver = await Promise.race([
    sendEmailJob.run(dying, AbortSignal.timeout(5_000)).then(() => true),
    sleep(CRASH_PATIENCE_MS).then(() => false),
  ]);
  return !isOver;
}

/** Committed, and dead before the journal has it; whoever said it hears nothing and says it again. Answers how many. */
async function dieBeforeJournal({ out }: OfficeInProcess, token: UnsubscribeToken): Promise<number> {
  const dying = { ...out.deps.journal, append: () => Promise.reject(new Error('dead')) };
  return unsubscribe({ ...out.deps, journal: dying }, token, noteWayOut).then(
    () => 0,
    () => 1,
  );
}

async function linkOf({ out }: OfficeInProcess, address: string): Promise<string> {
  const { rows } = await out.deps.pool.query<{ key: string }>(
    `SELECT encode(address_key($1), 'hex') AS key FROM office`,
    [address],
  );
  const link = await makeUnsubscribeLink(out.deps, {
    channel: 'email',
    addressKey: rows[0]?.key ?? '',
    language: 'tr',
  });
  return link.slice(link.lastIndexOf('/') + 1);
}

async function alone(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await work(client).finally(() => client.end());
}
