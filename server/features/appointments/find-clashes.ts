import { takesTime } from '../../../sync/rules/appointment-status';
import { shownBetween } from '../../../sync/rules/occurrences';
import { rootOf } from '../../../sync/rules/series';
import type { AppointmentFields } from '../../../sync/collections/appointment';
import { sameValue } from '../../../sync/rules/document';
import type { EffectContext, WrittenDocument } from '../../lib/noun-replication';
import {
  flaggedClashes,
  holdPeople,
  noteAccepted,
  noteClashes,
  partsOfRoots,
  replaceOccurrences,
  setHorizon,
  type OccurrenceRow,
} from './occurrences.store';

const DAY_MS = 86_400_000;
/** Occurrences of series are walked from a little before now until some two years after. */
const BACK_DAYS = 31;
const AHEAD_DAYS = 731;
/** More series than this in one push are walked by the job. */
const MAX_SERIES = 20;
/** A document says so many of its clashes; the others are in the table. */
const MAX_SAID = 50;
const NEVER_WALKED = new Date(0).toISOString();

/** Until when occurrences of series are known that are walked now; an instant. */
export const horizonAt = (nowMs: number) => new Date(nowMs + AHEAD_DAYS * DAY_MS).toISOString();
/** From when on clashes are looked for; an instant. */
export const lookedAtFrom = (nowMs: number) => new Date(nowMs - BACK_DAYS * DAY_MS).toISOString();

type Context = Pick<EffectContext, 'client' | 'nowMs' | 'write' | 'touch'>;

/**
 * Follows a push: occurrences are walked anew, who is booked twice is flagged on both sides, and what is over is let
 * go.
 */
export async function followAppointments(context: EffectContext, written: readonly WrittenDocument[]): Promise<void> {
  const moved = written.filter(
    ({ before, after }) => before === null || MATTER.some((field) => !sameValue(before[field], after[field])),
  );
  if (moved.length === 0) return;
  const fields = moved.map(({ id, after }) => ({ ...after, id }) as AppointmentFields);
  const series = [...new Set(fields.filter((one) => one.recurrence || one.occurrenceOn).map(rootOf))].sort();
  const wasSeries = moved.flatMap(({ id, before }) =>
    (before?.['recurrence'] ?? '') === '' ? [] : rootOf({ ...before, id } as AppointmentFields),
  );
  const walked = [...new Set([...series, ...wasSeries])];
  await walkSeries(context, walked.slice(0, MAX_SERIES));
  if (walked.length > MAX_SERIES) {
    await setHorizon(context.client, walked.slice(MAX_SERIES), NEVER_WALKED);
    context.wake('tend-occurrences');
  }
  await findClashes(context, [...new Set([...walked.slice(0, MAX_SERIES), ...fields.map(rootOf)])]);
}

/** Puts the occurrences of these roots into the table as they are now. */
export async function walkSeries(
  { client, nowMs }: Pick<Context, 'client' | 'nowMs'>,
  roots: readonly string[],
): Promise<void> {
  if (roots.length === 0) return;
  const fromMs = nowMs - BACK_DAYS * DAY_MS;
  const shown = shownBetween(await partsOfRoots(client, roots), fromMs, nowMs + AHEAD_DAYS * DAY_MS);
  const rows = new Map<string, OccurrenceRow>();
  for (const { id, occurrence, startsAt, endsAt, agentId, customerId, status, deletedAt } of shown) {
    if (occurrence === null || !takesTime({ status, deletedAt })) continue;
    const { rootId, on, isChanged, seriesId } = occurrence;
    const row = {
      root_id: rootId,
      occurrence_on: on,
      appointment_id: isChanged ? id : seriesId,
      starts_at: startsAt,
      ends_at: endsAt,
      agent_id: agentId,
      customer_id: customerId,
    };
    // Two parts of a series may have one of the same name: one of them is enough to be told of.
    rows.set(`${rootId} ${on}`, rows.get(`${rootId} ${on}`) ?? row);
  }
  await replaceOccurrences(client, roots, [...rows.values()], new Date(fromMs).toISOString(), horizonAt(nowMs));
}

/** Notes what these roots meet, and says it on the documents of both sides. */
export async function findClashes({ client, nowMs, write, touch }: Context, roots: readonly string[]): Promise<void> {
  if (roots.length === 0) return;
  await holdPeople(client, roots);
  const found = await noteClashes(client, roots, lookedAtFrom(nowMs), new Date(nowMs).toISOString());
  const both = [...new Set([...roots, ...found])];
  await noteAccepted(client, both);
  const said = await flaggedClashes(client, both, MAX_SAID);
  if (said.size === 0) return;
  const { touched } = await write(
    'appointments',
    [...said]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, clashes]) => ({
        id,
        values: (stands) => (stands === null || sameValue(stands['clashes'] ?? [], clashes) ? null : { clashes }),
      })),
  );
  touch(touched);
}

/** A write of anything else moves nobody. */
const MATTER = [
  'startsAt',
  'endsAt',
  'zone',
  'agentId',
  'status',
  'deletedAt',
  'recurrence',
  'occurrenceOn',
  'seriesId',
  'own',
  'accepts',
] as const;
