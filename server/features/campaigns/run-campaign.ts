/**
 * One look at one campaign. What is true stands in its row; two processes may look at once, one of them finds it held.
 */
import { breakerTrips, writtenLanguages, type BreakerCounts } from '../../../sync/rules/campaign';
import type { Deps } from '../../deps';
import { inTransaction } from '../../db/in-transaction';
import { countAudience, materialise, type Sender } from './audience.store';
import { moveCampaign } from './campaigns.store';
import { audienceOf } from './judge-audience';
import {
  cancelWaiting,
  hasWaiting,
  holdCampaign,
  readBreakerCounts,
  readPlanned,
  readSendingMember,
  recordSlice,
  release,
  type RunningCampaign,
} from './run.store';

/**
 * What one transaction makes: devices wait for each other's changes as long as it lasts. On a slow or busy machine it
 * makes fewer.
 */
const [FIRST_SLICE, LEAST_SLICE, MOST_SLICE] = [200, 100, 5_000];
const SLICE_MS = 150;
/** As many as keep the sender busy for some seconds, and no more: a pause has few to stop. */
const LET_GO = 1_000;
/** Who planned it for some time agreed to a number; so much more is asked about again. */
const MAY_GROW_BY = 0.1;
const MAY_GROW_ALWAYS = 20;
const CANCEL_SLICE = 5_000;
const BREAKER_EVERY_MS = 2_000;
/** A look reads every recipient: of a million it takes no more than this part of the time. */
const BREAKER_SHARE = 1 / 20;
const lookDueMs = new Map<string, number>();

/** True: there is more to do at once. */
export async function runCampaign(deps: Deps, id: string, isOver: () => boolean): Promise<boolean> {
  if (await begin(deps, id)) deps.log.info({ campaignId: id }, 'a campaign begins');
  let isBusy = false;
  for (let size = FIRST_SLICE; !isOver();) {
    const startedAtMs = performance.now();
    if (!(await walkOn(deps, id, size))) break;
    isBusy = true;
    size = nextSlice(size, performance.now() - startedAtMs);
  }
  const letGo = await inTransaction(deps.pool, async (client) => {
    const held = await holdCampaign(client, id, ['running']);
    return held === null ? 0 : release(client, id, held.perSecond, LET_GO);
  });
  if (letGo > 0) deps.jobs.wake('send-email');
  await watchBreaker(deps, id);
  await endWhatIsOver(deps, id);
  return isBusy;
}

/**
 * At its time. More people than were agreed to, or nobody who may send any more, wait for a person. Counting takes as
 * long as the office is large, so it comes before anything is held: devices never wait for it. Where the campaign was
 * planned anew meanwhile, the next look begins it.
 */
async function begin(deps: Deps, id: string): Promise<boolean> {
  const planned = await readPlanned(deps.pool, id);
  if (planned === null) return false;
  const sender = await readSendingMember(deps.pool, planned.sentBy);
  const count = sender === null ? 0 : await countRecipients(deps, sender, planned);
  return inTransaction(deps.pool, async (client) => {
    const held = await holdCampaign(client, id, ['scheduled']);
    if (held === null || !isPlannedAs(planned, held)) return false;
    if (sender === null || (await readSendingMember(client, held.sentBy)) === null) {
      await moveCampaign(client, id, ['scheduled'], 'paused', 'sender_gone');
      return false;
    }
    if (count > held.expected + Math.max(MAY_GROW_ALWAYS, held.expected * MAY_GROW_BY)) {
      await moveCampaign(client, id, ['scheduled'], 'paused', 'audience_grew');
      return false;
    }
    return moveCampaign(client, id, ['scheduled'], 'running', '');
  });
}

/** Nobody took it back and planned it otherwise meanwhile. */
const isPlannedAs = (planned: RunningCampaign, held: RunningCampaign) =>
  (['version', 'expected', 'sentBy'] as const).every((fact) => planned[fact] === held[fact]);

async function countRecipients(deps: Deps, sender: Sender, planned: RunningCampaign): Promise<number> {
  const { audience } = await audienceOf({ ...deps, now: () => planned.startedAtMs }, sender, planned);
  const counts = await countAudience(deps.pool, audience);
  return counts.reduce((sum, one) => sum + (one.reason === '' ? one.count : 0), 0);
}

/** As many as would have taken SLICE_MS; twice as many as before at most. */
export function nextSlice(size: number, tookMs: number): number {
  const fitting = Math.round(size * Math.min(2, SLICE_MS / Math.max(1, tookMs)));
  return Math.min(MOST_SLICE, Math.max(LEAST_SLICE, fitting));
}

/** The next slice of customers becomes recipients. False: all have, or another process is at it. */
async function walkOn(deps: Deps, id: string, size: number): Promise<boolean> {
  return inTransaction(deps.pool, async (client) => {
    const held = await holdCampaign(client, id, ['running']);
    if (held === null || held.walkedAt !== null) return false;
    const sender = await readSendingMember(client, held.sentBy);
    if (sender === null) {
      await moveCampaign(client, id, ['running'], 'paused', 'sender_gone');
      return false;
    }
    const { audience } = await audienceOf({ ...deps, now: () => held.startedAtMs }, sender, held);
    const languages = writtenLanguages(held.content);
    const slice = await materialise(client, audience, {
      after: held.walkedTo,
      size,
      createdBy: held.sentBy,
      languages,
    });
    const isLast = slice.walked < size;
    await recordSlice(client, id, slice.last, slice.recipients, isLast);
    return !isLast;
  });
}

async function watchBreaker(deps: Deps, id: string): Promise<void> {
  const nowMs = performance.now();
  if (nowMs < (lookDueMs.get(id) ?? -Infinity)) return;
  lookDueMs.set(id, nowMs + BREAKER_EVERY_MS);
  const counts = await readBreakerCounts(deps.pool, id);
  const tookMs = performance.now() - nowMs;
  lookDueMs.set(id, nowMs + Math.max(BREAKER_EVERY_MS, tookMs / BREAKER_SHARE));
  const trips = await inTransaction(deps.pool, async (client) => {
    const held = await holdCampaign(client, id, ['running']);
    const why = held === null ? null : breakerTrips(counts, heededOf(held));
    if (why !== null) await moveCampaign(client, id, ['running'], 'paused', why);
    return why;
  });
  if (trips !== null) deps.log.warn({ campaignId: id, why: trips, ...counts }, 'a campaign has stopped by itself');
}

const heededOf = ({ heeded: { sample = 0, bounces = 0, complaints = 0 } }: RunningCampaign): BreakerCounts => ({
  sample,
  bounces,
  complaints,
});

async function endWhatIsOver(deps: Deps, id: string): Promise<void> {
  const cancelled = await inTransaction(deps.pool, async (client) =>
    (await holdCampaign(client, id, ['cancelled'])) === null ? 0 : cancelWaiting(client, id, CANCEL_SLICE),
  );
  if (cancelled > 0) return;
  // Of a million that have left PostgreSQL may have to look at each: nothing is held while it does.
  if (await hasWaiting(deps.pool, id)) return;
  const isOver = await inTransaction(deps.pool, async (client) => {
    const held = await holdCampaign(client, id, ['running']);
    if (held === null || held.walkedAt === null || (await hasWaiting(client, id))) return false;
    return moveCampaign(client, id, ['running'], 'finished', '');
  });
  if (isOver) {
    lookDueMs.delete(id);
    deps.log.info({ campaignId: id }, 'a campaign has reached its end');
  }
}
