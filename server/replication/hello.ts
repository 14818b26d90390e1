import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { MAX_NEW_DEVICES_PER_DAY, type helloInput, type HelloOutput } from '../../sync/protocol/messages';
import { SHAPES } from '../../sync/protocol/version';
import { SERVER_DEVICE_ID } from '../../sync/rules/stamp';
import type { Deps } from '../deps';
import { CodedError } from '../lib/coded-error';
import type { SignedInMember, SignedInSession } from '../lib/identity';
import { scopeName } from './scope';

type Caller = { readonly member: SignedInMember; readonly session: SignedInSession };

/** A device introduces itself: it gets its name in stamps (once), the epoch, its scope and the server's clock. */
export async function greetDevice(
  deps: Deps,
  { member, session }: Caller,
  input: z.infer<typeof helloInput>,
): Promise<HelloOutput> {
  // Another person signed in with this browser: nothing of the first may come or go in their name.
  if (input.memberId !== undefined && input.memberId !== member.id) throw new CodedError('auth.required', {}, 401);
  const id =
    input.deviceId === null
      ? await registerDevice(deps, member.id, session.id, input.deviceLabel)
      : await recogniseDevice(deps, member.id, session.id, input.deviceId, input.deviceLabel);
  return {
    epoch: await readEpoch(deps),
    scope: scopeName(member),
    deviceId: id,
    shapes: SHAPES,
    serverNowMs: deps.now(),
  };
}

/** The life of the database that checkpoints belong to; renewed when a backup is restored. */
export async function readEpoch(deps: Deps): Promise<string> {
  const {
    rows: [office],
  } = await deps.pool.query<{ epoch: string }>('SELECT epoch FROM office');
  if (office === undefined) throw new Error('the office row is missing');
  return office.epoch;
}

async function registerDevice(deps: Deps, memberId: string, sessionId: string, label: string): Promise<string> {
  for (;;) {
    const id = randomBytes(4).toString('hex');
    if (id !== SERVER_DEVICE_ID && (await introduceDevice(deps, memberId, sessionId, id, label))) return id;
  }
}

/**
 * A device unknown here although it has a name was introduced after the backup this database came from: it keeps its
 * name.
 */
async function recogniseDevice(
  deps: Deps,
  memberId: string,
  sessionId: string,
  id: string,
  label: string,
): Promise<string> {
  if (id === SERVER_DEVICE_ID) throw new CodedError('sync.deviceForeign', {}, 409);
  const { rowCount } = await deps.pool.query(
    'UPDATE devices SET session_id = $3, last_sync_at = $4, label = $5 WHERE id = $1 AND member_id = $2',
    [id, memberId, sessionId, new Date(deps.now()), label],
  );
  if (rowCount === 1 || (await introduceDevice(deps, memberId, sessionId, id, label))) return id;
  throw new CodedError('sync.deviceForeign', {}, 409);
}

/** False when there is a device of this name. Throws request.tooMany for one more than a person needs in a day. */
async function introduceDevice(
  { pool, now }: Deps,
  memberId: string,
  sessionId: string,
  id: string,
  label: string,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `INSERT INTO devices (id, member_id, session_id, label, created_at, last_sync_at)
     SELECT $1, $2, $3, $4, $5, $5
     WHERE (SELECT count(*) FROM devices WHERE member_id = $2 AND created_at > $5::timestamptz - interval '1 day') < $6
     ON CONFLICT (id) DO NOTHING`,
    [id, memberId, sessionId, label, new Date(now()), MAX_NEW_DEVICES_PER_DAY],
  );
  if (rowCount === 1) return true;
  if ((await pool.query('SELECT FROM devices WHERE id = $1', [id])).rowCount === 1) return false;
  throw new CodedError('request.tooMany', { retryAfterSeconds: 60 * 60 }, 429);
}
