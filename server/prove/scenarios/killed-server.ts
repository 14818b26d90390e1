/**
 * The server's own process, started as in an office, is killed (SIGKILL) at random moments while devices push.
 * What it acknowledged must be there, once; what it did not is sent again, as a device does.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hashSessionToken, newSessionToken } from '../../features/auth/session-token';
import { OfficeDatabase } from '../office-database';
import { PEOPLE, START_MS } from '../cast';
import { PushingDevice } from '../pushing-device';
import { Random } from '../../../prisma/factories/random';
import { connect, onServer, startServer } from '../server-process';
import { clean } from '../verdict';
import { noCounts } from '../proving-ground';
import type { ScenarioInput } from '../scenario-input';

const DEVICES = 3;
const LONGEST_LIFE_MS = 250;

export async function killedServer({ tally, seed, short, databaseUrl }: ScenarioInput): Promise<void> {
  const kills = short ? 1 : 100;
  const random = new Random(seed);
  const verdict = clean();
  const folder = await mkdtemp(path.join(tmpdir(), 'saha-prove-'));
  const name = `prove_${randomBytes(6).toString('hex')}`;
  await onServer(databaseUrl, `CREATE DATABASE ${name}`);
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  const office = await OfficeDatabase.open(url.href);
  try {
    const token = newSessionToken();
    await office.pool.query('UPDATE sessions SET token_hash = $2 WHERE member_id = $1', [
      PEOPLE.ayse.id,
      hashSessionToken(token),
    ]);
    const devices: PushingDevice[] = [];
    for (let at = 0; at < DEVICES; at += 1) {
      const deviceId = `f000000${at}`;
      await office.pool.query('INSERT INTO devices (id, member_id) VALUES ($1, $2)', [deviceId, PEOPLE.ayse.id]);
      devices.push(new PushingDevice(deviceId, PEOPLE.ayse.id, await office.addCustomer('ayse', START_MS)));
    }
    for (let kill = 0; kill < kills; kill += 1) {
      const server = await startServer(url.href, folder);
      const pushing = Promise.all(devices.map((device) => device.pushUntilCut(connect(server.origin, token))));
      await sleep(random.between(1, LONGEST_LIFE_MS));
      server.process.kill('SIGKILL');
      await once(server.process, 'exit');
      await pushing;
      // At once, before anything is sent again: what was acknowledged is there.
      for (const device of devices) verdict.lost.push(...(await device.missing(office.pool)));
      if (kill % 20 === 19) tally.say(`${kill + 1} times killed`);
    }
    const last = await startServer(url.href, folder);
    for (const device of devices) await device.pushRest(connect(last.origin, token));
    last.process.kill('SIGKILL');
    await once(last.process, 'exit');
    for (const device of devices) {
      verdict.lost.push(...(await device.missing(office.pool)));
      verdict.repeated.push(...(await device.repeated(office.pool)));
    }
    const sum = (count: (device: PushingDevice) => number) => devices.map(count).reduce((a, b) => a + b, 0);
    tally.add(verdict, { ...noCounts(), writes: sum((device) => device.written) }, `killed-server, seed ${seed}`);
    tally.scenario('killed-server', {
      kills,
      acknowledged: sum((device) => device.acknowledged),
      cutOff: sum((device) => device.cutOff),
    });
  } finally {
    await office.close();
    await onServer(databaseUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await rm(folder, { recursive: true, force: true });
  }
}
