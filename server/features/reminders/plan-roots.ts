/**
 * From appointments to the ledger: what their customers are to hear is written anew, what is no longer so is withdrawn,
 * and what changed is told. Within the transaction of whatever changed them, so that neither is without the other.
 */
import type { ClientBase } from 'pg';
import { kindOf } from '../../../sync/rules/approval';
import { derivedId } from '../../../sync/rules/derived-id';
import { shownBetween, type Shown } from '../../../sync/rules/occurrences';
import {
  closedReason,
  planNotice,
  planReminders,
  reminderObstacle,
  type PlannedReminder,
  type ReminderReason,
} from '../../../sync/rules/reminder-plan';
import { rootOf } from '../../../sync/rules/series';
import { reminderRuleOf, type Settings } from '../../../sync/rules/settings';
import { officeSettings } from '../settings/office-settings';
import {
  documentsOfRoots,
  holdRoots,
  ledgerOf,
  officeClock,
  planRows,
  plansOf,
  readReminded,
  replacePlans,
  withdrawRows,
  type LedgerRow,
  type NewLedgerRow,
  type PlanRow,
  type RemindedCustomer,
  type StoredAppointment,
} from './ledger.store';
import { noticeOf, type Notice } from './notice-of';

const DAY_MS = 86_400_000;
/** Of series so many days ahead; single ones however far away they are. */
export const SERIES_AHEAD_DAYS = 40;
const FOR_EVER_MS = 20 * 365 * DAY_MS;

type Occurrence = Shown<StoredAppointment>;

export const rulesName = ({ reminderRules }: Settings): string =>
  derivedId('reminder-rules', JSON.stringify([...reminderRules].sort(([a], [b]) => (a < b ? -1 : 1))));

/**
 * `opened`: documents that have just become an appointment. Null: nobody did anything, so that nothing is told. Answers
 * the earliest time at which something is due, in milliseconds since 1970, or null.
 */
export async function planRoots(
  client: ClientBase,
  roots: readonly string[],
  opened: ReadonlySet<string> | null,
): Promise<number | null> {
  if (roots.length === 0) return null;
  await holdRoots(client, roots);
  const nowMs = await officeClock(client);
  const settings = await officeSettings(client);
  const documents = await documentsOfRoots(client, roots);
  const customers = await readReminded(client, [...new Set(documents.map(({ customerId }) => customerId))]);
  const ledger = group(await ledgerOf(client, roots), ({ rootId }) => rootId);
  const plans = group(await plansOf(client, roots), ({ rootId }) => rootId);
  const byRoot = group(documents, rootOf);
  const seen = roots.map((rootId) => {
    const stored = byRoot.get(rootId) ?? [];
    const upcoming = upcomingOf(stored, nowMs);
    const now = upcoming.map((one): PlanRow => planRowOf(rootId, one));
    const its = ledger.get(rootId) ?? [];
    const rows = upcoming.flatMap((one) => rowsOf(rootId, one, settings, customers, nowMs));
    const keys = new Set(rows.map(keyOf));
    const stale = its.filter(
      (row) => mayBeWithdrawn(row) && (row.kind === 'before' ? !isKept(row, rows, keys) : !isStillSo(row, now)),
    );
    const gone = stale.map((row) => ({
      id: row.id,
      reason: reasonFor(row, upcoming, stored, settings, customers),
    }));
    return { rootId, stored, upcoming, now, its, rows, gone };
  });
  const withdrawn = await withdrawRows(
    client,
    seen.flatMap(({ gone }) => gone),
  );
  const wanted = seen.flatMap(({ rows }) => rows);
  const planned = seen.flatMap(({ now }) => now);
  if (opened !== null)
    for (const { rootId, stored, upcoming, now, its } of seen) {
      const notice = noticeOf({
        before: plans.get(rootId) ?? [],
        after: now,
        isOpened: stored.some(({ id }) => opened.has(id)),
        unsaid: its.filter(({ id }) => withdrawn.has(id)),
        nowMs,
      });
      if (notice !== null)
        wanted.push(...noticeRows(notice, rootId, upcoming, stored, its, settings, customers, nowMs));
    }
  await planRows(client, wanted);
  await replacePlans(client, roots, planned, rulesName(settings));
  const due = wanted.filter(({ state }) => state === 'planned').map(({ dueAt }) => Date.parse(dueAt));
  return due.length === 0 ? null : Math.min(...due);
}

/** What takes somebody's time and has not begun; cancelled ones are looked for in what is stored. */
function upcomingOf(stored: readonly StoredAppointment[], nowMs: number): Occurrence[] {
  const isSeries = stored.some(({ recurrence }) => (recurrence ?? '') !== '');
  const untilMs = nowMs + (isSeries ? SERIES_AHEAD_DAYS * DAY_MS : FOR_EVER_MS);
  return shownBetween(stored, nowMs, untilMs).filter(({ startsAt }) => Date.parse(startsAt) > nowMs);
}

const onOf = ({ occurrence }: Occurrence) => occurrence?.on ?? '';
const planRowOf = (rootId: string, one: Occurrence): PlanRow => ({
  rootId,
  occurrenceOn: onOf(one),
  startsAt: one.startsAt,
  isOpen: closedReason(one) === '',
});
const ruleFor = (settings: Settings, one: StoredAppointment) => reminderRuleOf(settings, kindOf(one));

function rowsOf(
  rootId: string,
  one: Occurrence,
  settings: Settings,
  customers: ReadonlyMap<string, RemindedCustomer>,
  nowMs: number,
): NewLedgerRow[] {
  const rule = ruleFor(settings, one);
  const customer = customers.get(one.customerId);
  if (customer === undefined || reminderObstacle(rule, one, customer) !== '') return [];
  return planReminders(rule, one).map((plan) => rowOf(plan, rootId, onOf(one), one, 0, nowMs));
}

function rowOf(
  plan: PlannedReminder,
  rootId: string,
  on: string,
  { startsAt, customerId }: Pick<StoredAppointment, 'startsAt' | 'customerId'>,
  round: number,
  nowMs: number,
): NewLedgerRow {
  const [channel = 'sms', ...rungs] = plan.channels;
  const dueAt = plan.windows[0]?.from ?? startsAt;
  const reason = plan.reason === '' && Date.parse(dueAt) < nowMs ? 'too_late' : plan.reason;
  return {
    id: derivedId('reminder', rootId, on, plan.kind, channel, String(plan.minutes), startsAt, String(round)),
    rootId,
    occurrenceOn: on,
    kind: plan.kind,
    channel,
    offsetMinutes: plan.minutes,
    startsAt,
    round,
    customerId,
    rungs,
    templateId: plan.templateId === '' ? null : plan.templateId,
    dueAt,
    windows: `{${plan.windows.map(({ from, until }) => `["${from}","${until}")`).join(',')}}`,
    state: reason === '' ? 'planned' : 'skipped',
    reason,
    known: null,
  };
}

function noticeRows(
  { kind, startsAt, occurrenceOn, known }: Notice,
  rootId: string,
  upcoming: readonly Occurrence[],
  stored: readonly StoredAppointment[],
  its: readonly LedgerRow[],
  settings: Settings,
  customers: ReadonlyMap<string, RemindedCustomer>,
  nowMs: number,
): NewLedgerRow[] {
  const one = upcoming.find((each) => onOf(each) === occurrenceOn) ?? stored[0];
  const customer = one === undefined ? undefined : customers.get(one.customerId);
  if (one === undefined || customer === undefined) return [];
  const why = closedReason(one);
  if (kind === 'cancelled' && (why === 'over' || why === 'not_open')) return [];
  const rule = ruleFor(settings, one);
  if (customer.remindersPaused || rule.neverStages.includes(customer.stage) || one.remind === 'off') return [];
  const plan = planNotice(rule, kind, { startsAt, zone: one.zone }, nowMs);
  if (plan === null) return [];
  const rounds = its.filter(
    (row) => row.kind === kind && row.startsAt === startsAt && row.occurrenceOn === occurrenceOn,
  );
  const round = Math.max(-1, ...rounds.map((row) => row.round)) + 1;
  return [{ ...rowOf(plan, rootId, occurrenceOn, { startsAt, customerId: one.customerId }, round, nowMs), known }];
}

const keyOf = (row: Pick<LedgerRow, 'occurrenceOn' | 'channel' | 'offsetMinutes' | 'startsAt'>) =>
  `${row.occurrenceOn} ${row.channel} ${row.offsetMinutes} ${row.startsAt}`;

/** It is planned still, or is a later rung of one that is. */
function isKept(row: LedgerRow, rows: readonly NewLedgerRow[], keys: ReadonlySet<string>): boolean {
  if (keys.has(keyOf(row))) return true;
  return rows.some(
    (one) =>
      one.occurrenceOn === row.occurrenceOn &&
      one.startsAt === row.startsAt &&
      one.offsetMinutes === row.offsetMinutes &&
      one.rungs.includes(row.channel),
  );
}

const mayBeWithdrawn = ({ state }: LedgerRow) => state === 'planned' || state === 'handed';

/** That it is off is so no more as soon as it stands again, at whatever time: what is said then is that it moved. */
function isStillSo(row: LedgerRow, now: readonly PlanRow[]): boolean {
  const open = now.filter((one) => one.isOpen && one.occurrenceOn === row.occurrenceOn);
  return row.kind === 'cancelled' ? open.length === 0 : open.some(({ startsAt }) => startsAt === row.startsAt);
}

function reasonFor(
  row: LedgerRow,
  upcoming: readonly Occurrence[],
  stored: readonly StoredAppointment[],
  settings: Settings,
  customers: ReadonlyMap<string, RemindedCustomer>,
): ReminderReason {
  const one = upcoming.find((each) => onOf(each) === row.occurrenceOn);
  if (one === undefined) {
    const gone = stored.find((each) => (each.occurrenceOn ?? '') === row.occurrenceOn) ?? stored[0];
    return gone === undefined ? 'deleted' : closedReason(gone) || 'moved';
  }
  const closed = closedReason(one);
  if (closed !== '') return closed;
  if (one.startsAt !== row.startsAt) return 'moved';
  const customer = customers.get(one.customerId);
  if (customer === undefined) return 'gone';
  const obstacle = reminderObstacle(ruleFor(settings, one), one, customer);
  if (obstacle !== '') return obstacle;
  return (one.remind ?? '') === '' ? 'rule' : 'own_choice';
}

function group<T>(items: readonly T[], by: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const found = groups.get(by(item));
    if (found === undefined) groups.set(by(item), [item]);
    else found.push(item);
  }
  return groups;
}
