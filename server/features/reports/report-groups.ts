/** The tables of a report, each a part of the facts by one question: whose, from where, at which stage. Pure. */
import type { Settings } from '../../../sync/rules/settings';
import type { Words } from './definition';
import type { Facts } from './facts.store';
import { SOURCE_NAMES } from '../customers/source-names';
import { measure, type Counting, type Measured } from './measures';
import type { MeasureId } from './measure-words';
import { cellKey, type ColumnId, type ReportGroup, type ReportRow } from './report';
import { GROUP_NAMES, REMINDED_NAMES, type GroupId } from './report-names';
import { stagesOf, type RowOf } from './stage-group';
import { minutesAtWork } from './time-at-work';
import { typicalRows } from './typical-rows';
import { daysHere, workingDays, type AccountTurn } from './working-days';

export type Member = {
  readonly id: string;
  readonly name: string;
  readonly isAgent: boolean;
  readonly teamId: string;
  /** When their account was opened and closed, as the trail tells it; left out or empty: it was there all along. */
  readonly turns?: readonly AccountTurn[];
};
export type Asked = {
  readonly settings: Settings;
  readonly members: readonly Member[];
  readonly countries: ReadonlyMap<string, Words>;
  /** What was sent to many, by its id. */
  readonly batches: ReadonlyMap<string, Words>;
  /** null: the office. */
  readonly teamId: string | null;
  readonly days: readonly string[];
  readonly untilMs: number;
};

const CITIES = 15;
const same = (name: string): Words => ({ tr: name, en: name });
const UNKNOWN: Words = { tr: 'Belirtilmemiş', en: 'Not given' };
const COLUMNS: Readonly<Record<Exclude<GroupId, 'stages'>, readonly MeasureId[]>> = {
  summary: [
    ...(['newCustomers', 'notContacted', 'firstContactHours', 'firstContactHoursMean', 'contacts', 'calls'] as const),
    ...(['reached', 'reachedRate', 'visits', 'booked', 'leadTimeDays', 'leadTimeDaysMean', 'held', 'noShow'] as const),
    ...(['noShowRate', 'cancelled', 'noOutcome', 'won', 'lost', 'conversion', 'customersHeld'] as const),
    ...(['messagesIn', 'messagesOut', 'answerMinutes', 'answerMinutesMean', 'unanswered'] as const),
  ],
  kinds: ['booked', 'held', 'noShow', 'noShowRate', 'cancelled', 'leadTimeDays'],
  agents: [
    ...(['workingDays', 'customersHeld', 'newCustomers', 'contacts', 'contactsPerDay', 'contactsPer100'] as const),
    ...(['held', 'heldPerDay', 'noShowRate', 'won', 'wonPer100', 'conversion'] as const),
  ],
  sources: ['newCustomers', 'firstContactHours', 'firstContactHoursMean', 'notContacted', 'won', 'lost', 'conversion'],
  reminders: ['held', 'noShow', 'noShowRate'],
  answers: ['messagesIn', 'messagesOut', 'answerMinutes', 'answerMinutesMean', 'unanswered'],
  campaigns: ['mailed', 'mailedDelivered', 'mailedFailed', 'mailedRefused', 'mailedRefusedRate'],
  countries: ['newCustomers', 'customersHeld'],
  cities: ['newCustomers'],
};

/** Only what was of the team when it happened; all of it for the office. */
export function ofTeam(facts: Facts, teamId: string | null): Facts {
  if (teamId === null) return facts;
  return pick(facts, ({ team }) => team === teamId);
}

/** Only what happened to these customers. */
export const ofCustomers = (facts: Facts, only: ReadonlySet<string>): Facts =>
  pick(facts, ({ customer }) => only.has(customer));

type Any = Facts[keyof Facts][number];
const pick = (facts: Facts, fits: (fact: Any, kind: keyof Facts) => boolean) =>
  Object.fromEntries(
    Object.entries(facts).map(([kind, those]) => [
      kind,
      (those as Any[]).filter((fact) => fits(fact, kind as keyof Facts)),
    ]),
  ) as unknown as Facts;

/** The facts apart by `keyOf`, in one walk however many keys there are; of what has none, nothing. */
function divide(facts: Facts, keyOf: (fact: Any, kind: keyof Facts) => string | undefined): Map<string, Facts> {
  const parts = new Map<string, Record<keyof Facts, Any[]>>();
  for (const [kind, those] of Object.entries(facts) as [keyof Facts, readonly Any[]][])
    for (const fact of those) {
      const key = keyOf(fact, kind);
      if (key === undefined) continue;
      let part = parts.get(key);
      if (part === undefined) parts.set(key, (part = nothing()));
      part[kind].push(fact);
    }
  return parts as unknown as Map<string, Facts>;
}
const nothing = (): Record<keyof Facts, Any[]> => ({
  leads: [],
  contacts: [],
  bookings: [],
  outcomes: [],
  moves: [],
  messages: [],
  turns: [],
  mailings: [],
  standing: [],
});

export function groupsOf(
  facts: Facts,
  asked: Asked,
): { groups: ReportGroup[]; ids: Record<string, readonly string[]> } {
  const { settings } = asked;
  const kinds = new Map(settings.stages.map(({ id, kind }) => [id, kind as string]));
  const counting: Counting = {
    untilMs: asked.untilMs,
    kindOf: (stage) => kinds.get(stage) ?? 'open',
    workingDays: null,
    minutesAtWork: (from, until) => minutesAtWork(settings, from, until),
  };
  const ids: Record<string, readonly string[]> = {};
  const rowOf: RowOf = (group, id, name, measured) => {
    const columns = Object.entries(measured) as [ColumnId, Measured][];
    for (const [column, one] of columns) if (one.ids.length > 0) ids[cellKey(group, id, column)] = one.ids;
    const cells = Object.fromEntries(columns.map(([column, { value }]) => [column, value]));
    return {
      id,
      name,
      cells,
      tooFew: columns.filter(([, { isTooFew }]) => isTooFew === true).map(([column]) => column),
    };
  };
  const part = (
    group: Exclude<GroupId, 'stages'>,
    id: string,
    name: Words,
    facts: Facts,
    workingDays: number | null = null,
  ) => {
    const all = measure(facts, { ...counting, workingDays });
    return rowOf(group, id, name, Object.fromEntries(COLUMNS[group].map((column) => [column, all[column]])));
  };
  const group = (id: Exclude<GroupId, 'stages'>, rows: readonly ReportRow[]): ReportGroup => ({
    id,
    name: GROUP_NAMES[id],
    columns: COLUMNS[id],
    rows: rows.filter(({ cells }) =>
      Object.entries(cells).some(([column, value]) => column !== 'workingDays' && (value ?? 0) > 0),
    ),
  });
  const valuesOf = (of: readonly Any[], name: string) =>
    [...new Set(of.map((fact) => String((fact as unknown as Record<string, unknown>)[name])))].sort();
  const byCount = (a: ReportRow, b: ReportRow) =>
    (b.cells.newCustomers ?? 0) - (a.cells.newCustomers ?? 0) || (a.id < b.id ? -1 : 1);

  const kindNames = new Map(
    settings.appointmentKinds.map(({ id, nameTr, nameEn }) => [id, { tr: nameTr, en: nameEn || nameTr }]),
  );
  const none = nothing() as unknown as Facts;
  const byPerson = divide(facts, doneBy);
  const byKind = divide(facts, (fact, of) =>
    (of === 'bookings' || of === 'outcomes') && 'kind' in fact ? fact.kind : undefined,
  );
  const byReminder = divide(facts, (fact) => ('isReminded' in fact ? String(fact.isReminded) : undefined));
  const bySource = divide(facts, (fact) => ('source' in fact ? fact.source : undefined));
  const byBatch = divide(facts, (fact) => ('batch' in fact ? fact.batch : undefined));
  const byCountry = divide(facts, (fact) => ('country' in fact ? fact.country : undefined));
  const byCity = divide(facts, (fact) => ('city' in fact ? fact.city : undefined));
  const people = asked.members.filter(
    ({ id, isAgent, teamId }) => (isAgent && (asked.teamId === null || teamId === asked.teamId)) || byPerson.has(id),
  );
  const daysOf = ({ turns = [] }: Member) => daysHere(asked.days, turns, settings.office.zone);
  const byAgent = (id: 'agents' | 'answers') => {
    const { rows } = group(
      id,
      people.map((one) =>
        part(id, one.id, same(one.name), byPerson.get(one.id) ?? none, workingDays(settings, one.id, daysOf(one))),
      ),
    );
    return { ...group(id, []), rows: [...rows, ...typicalRows(rows, COLUMNS[id])] };
  };
  const groups: ReportGroup[] = [
    { ...group('summary', []), rows: [part('summary', 'all', GROUP_NAMES.summary, facts)] },
    group(
      'kinds',
      valuesOf([...facts.bookings, ...facts.outcomes], 'kind').map((kind) =>
        part('kinds', kind, kindNames.get(kind) ?? same(kind), byKind.get(kind) ?? none),
      ),
    ),
    group(
      'reminders',
      ([true, false] as const).map((isReminded) =>
        part(
          'reminders',
          isReminded ? 'reminded' : 'notReminded',
          REMINDED_NAMES[isReminded ? 'reminded' : 'notReminded'],
          byReminder.get(String(isReminded)) ?? none,
        ),
      ),
    ),
    stagesOf(facts, settings, rowOf),
    byAgent('agents'),
    group(
      'sources',
      valuesOf([...facts.leads, ...facts.moves], 'source').map((source) =>
        part('sources', source, SOURCE_NAMES[source] ?? same(source), bySource.get(source) ?? none),
      ),
    ),
    byAgent('answers'),
    group(
      'campaigns',
      valuesOf(facts.mailings, 'batch').map((batch) =>
        part('campaigns', batch, asked.batches.get(batch) ?? UNKNOWN, byBatch.get(batch) ?? none),
      ),
    ),
    group(
      'countries',
      valuesOf([...facts.leads, ...facts.standing], 'country').map((country) =>
        part('countries', country, asked.countries.get(country) ?? UNKNOWN, byCountry.get(country) ?? none),
      ),
    ),
    group(
      'cities',
      valuesOf(facts.leads, 'city').map((city) =>
        part('cities', city, city === '' ? UNKNOWN : same(city), byCity.get(city) ?? none),
      ),
    ),
  ];
  const sorted = groups.map((one) =>
    one.id === 'sources' || one.id === 'countries' || one.id === 'cities'
      ? { ...one, rows: [...one.rows].sort(byCount).slice(0, one.id === 'cities' ? CITIES : undefined) }
      : one,
  );
  return { groups: sorted, ids };
}

/** Who is measured by it: whoever logged the call, kept the appointment, had the customer at that moment. */
function doneBy(fact: Any): string {
  return 'author' in fact ? fact.author : 'agent' in fact ? fact.agent : fact.owner;
}
