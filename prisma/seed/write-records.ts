import type { ClientBase } from 'pg';
import { makeStamp, SERVER_DEVICE_ID } from '../../sync/rules/stamp';
import { copyRows } from './copy-rows';
import type { DemoRecords } from './demo-office';
import type { DemoMember, DemoTeam } from './demo-people';
import type { StageSpan } from './demo-stages';

/**
 * Stamps of a document as if the office had written it when it was created; of `units`, when it was decided last
 * (milliseconds since 1970).
 */
export function stampsOf(createdAt: string, units: Readonly<Record<string, number>> = {}): string {
  const stamp = (atMs: number) => makeStamp(atMs, 0, SERVER_DEVICE_ID);
  const own = Object.entries(units).map(([unit, atMs]) => [unit, stamp(atMs)]);
  return JSON.stringify({ '*': stamp(Date.parse(createdAt)), ...Object.fromEntries(own) });
}

/** Who is lost has a reason, given in the same moment. */
const decidedAt = (ms: number, stage: string): Readonly<Record<string, number>> =>
  stage === 'lost' ? { stage: ms, lostReason: ms } : { stage: ms };
const orNull = (value: string) => (value === '' ? null : value);

export async function writePeople(
  client: ClientBase,
  teams: readonly DemoTeam[],
  members: readonly DemoMember[],
  passwordHash: string,
  nowIso: string,
): Promise<void> {
  await copyRows(client, 'teams', ['id', 'name'], teams, (team) => [team.id, team.name]);
  await copyRows(
    client,
    'members',
    ['id', 'full_name', 'email', 'role', 'team_id', 'colour', 'is_active', 'stamps'],
    members,
    (member) => [
      member.id,
      member.fullName,
      member.email,
      member.role,
      orNull(member.teamId),
      member.colour,
      member.isActive,
      stampsOf(nowIso),
    ],
  );
  await copyRows(client, 'credentials', ['member_id', 'password_hash', 'changed_at'], members, (member) => [
    member.id,
    passwordHash,
    nowIso,
  ]);
}

/**
 * Parents first; the last contact written with a customer is what the database would make of the interactions itself,
 * and the stage, with why who was lost, was decided when the last of `spans` began.
 */
export async function writeRecords(
  client: ClientBase,
  { customers, appointments, interactions }: DemoRecords,
  spans: readonly StageSpan[],
): Promise<void> {
  const lastSpans = new Map(spans.map((span) => [span.customerId, span]));
  await copyRows(
    client,
    'customers',
    [
      'id',
      'first_name',
      'last_name',
      'phone',
      'alt_phone',
      'email',
      'country_id',
      'city',
      'address',
      'occupation',
      'language',
      'source',
      'stage',
      'lost_reason',
      'owner_id',
      'team_id',
      'shared_with',
      'notes',
      'manager_note',
      'labels',
      'created_by',
      'created_at',
      'last_contact_at',
      'deleted_at',
      'stamps',
    ],
    customers,
    (c) => [
      c.id,
      c.firstName,
      c.lastName,
      c.phone,
      c.altPhone,
      c.email,
      orNull(c.countryId),
      c.city,
      c.address,
      c.occupation,
      c.language,
      c.source,
      c.stage,
      lastSpans.get(c.id)?.reason ?? '',
      c.ownerId,
      orNull(c.teamId),
      c.sharedWith,
      c.notes,
      c.managerNote ?? '',
      JSON.stringify(c.labels ?? {}),
      c.createdBy,
      c.createdAt,
      orNull(c.lastContactAt),
      orNull(c.deletedAt),
      stampsOf(c.createdAt, decidedAt(lastSpans.get(c.id)?.fromMs ?? Date.parse(c.createdAt), c.stage)),
    ],
  );
  await copyRows(
    client,
    'appointments',
    [
      'id',
      'customer_id',
      'agent_id',
      'title',
      'kind',
      'starts_at',
      'ends_at',
      'zone',
      'location',
      'notes',
      'status',
      'cancel_reason',
      'kind_id',
      'decision_note',
      'created_by',
      'created_at',
      'stamps',
    ],
    appointments,
    (a) => [
      a.id,
      a.customerId,
      a.agentId,
      a.title,
      a.kind,
      a.startsAt,
      a.endsAt,
      a.zone,
      a.location,
      a.notes,
      a.status,
      a.cancelReason,
      a.kindId ?? '',
      a.decisionNote ?? '',
      a.createdBy,
      a.createdAt,
      stampsOf(a.createdAt),
    ],
  );
  await copyRows(
    client,
    'interactions',
    [
      'id',
      'customer_id',
      'author_id',
      'kind',
      'outcome',
      'body',
      'duration_minutes',
      'occurred_at',
      'created_at',
      'stamps',
    ],
    interactions,
    (i) => [
      i.id,
      i.customerId,
      i.authorId,
      i.kind,
      i.outcome,
      i.body,
      i.durationMinutes,
      i.occurredAt,
      i.createdAt,
      stampsOf(i.createdAt),
    ],
  );
}
