/** The tables of a report, each a part of the facts by one question: whose, from where, at which stage. Pure. */
import { workOf, weekOf, weekdayOf } from '../../../sync/rules/work-time';
import type { Settings } from '../../../sync/rules/settings';
import type { Span } from '../../../sync/rules/setting-values';
import type { Facts } from './facts.store';
import { mean, measure, median, rounded, typical, type Counting, type Measured } from './measures';
import { GROUP_NAMES, MEAN_ROW, MEDIAN_ROW, type GroupId, type MeasureId } from './measure-words';
import { SOURCE_NAMES } from '../customers/source-names';
import { cellKey, type ColumnId, type ReportGroup, type ReportRow } from './report';

type Words = ReportRow['name'];
export type Member = { readonly id: string; readonly name: string; readonly isAgent: boolean; readonly teamId: string };
export type Asked = {
  readonly settings: Settings;
  readonly members: readonly Member[];
  readonly countries: ReadonlyMap<string, Words>;
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
  ],
  kinds: ['booked', 'held', 'noShow', 'noShowRate', 'cancelled', 'leadTimeDays'],
  agents: [
    ...(['workingDays', 'customersHeld', 'newCustomers', 'contacts', 'contactsPerDay', 'held'] as const),
    ...(['heldPerDay', 'noShowRate', 'won', 'conversion'] as const),
  ],
  sources: ['newCustomers', 'firstContactHours', 'firstContactHoursMean', 'notContacted', 'won', 'lost', 'conversion'],
  countries: ['newCustomers', 'customersHeld'],
  cities: ['newCustomers'],
};

/** Only what was of the team when it happened; all of it for the office. */
export function ofTeam(facts: Facts, teamId: string | null): Facts {
  if (teamId === null) return facts;
  return pick(facts, ({ team }) => team === teamId);
}

type Any = Facts[keyof Facts][number];
const pick = (facts: Facts, fits: (fact: Any, kind: keyof Facts) => boolean) =>
  Object.fromEntries(
    Object.entries(facts).map(([kind, those]) => [
      kind,
      (those as Any[]).filter((fact) => fits(fact, kind as keyof Facts)),
    ]),
  ) as unknown as Facts;

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
  };
  const ids: Record<string, readonly string[]> = {};
  const rowOf = (
    group: GroupId,
    id: string,
    name: Words,
    measured: Readonly<Partial<Record<ColumnId, Measured>>>,
  ): ReportRow => {
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
  const people = asked.members.filter(
    ({ id, isAgent, teamId }) =>
      (isAgent && (asked.teamId === null || teamId === asked.teamId)) ||
      Object.values(facts).some((those) => (those as Any[]).some((fact) => doneBy(fact) === id)),
  );
  const agentRows = group(
    'agents',
    people.map(({ id, name }) =>
      part(
        'agents',
        id,
        same(name),
        pick(facts, (fact) => doneBy(fact) === id),
        workingDays(settings, id, asked.days),
      ),
    ),
  ).rows;
  const groups: ReportGroup[] = [
    { ...group('summary', []), rows: [part('summary', 'all', GROUP_NAMES.summary, facts)] },
    group(
      'kinds',
      valuesOf([...facts.bookings, ...facts.outcomes], 'kind').map((kind) =>
        part(
          'kinds',
          kind,
          kindNames.get(kind) ?? same(kind),
          pick(facts, (fact, of) => (of === 'bookings' || of === 'outcomes') && 'kind' in fact && fact.kind === kind),
        ),
      ),
    ),
    stagesOf(facts, settings, rowOf),
    { ...group('agents', []), rows: [...agentRows, ...typicalRows(agentRows)] },
    group(
      'sources',
      valuesOf([...facts.leads, ...facts.moves], 'source').map((source) =>
        part(
          'sources',
          source,
          SOURCE_NAMES[source] ?? same(source),
          pick(facts, (fact) => 'source' in fact && fact.source === source),
        ),
      ),
    ),
    group(
      'countries',
      valuesOf([...facts.leads, ...facts.standing], 'country').map((country) =>
        part(
          'countries',
          country,
          asked.countries.get(country) ?? UNKNOWN,
          pick(facts, (fact) => 'country' in fact && fact.country === country),
        ),
      ),
    ),
    group(
      'cities',
      valuesOf(facts.leads, 'city').map((city) =>
        part(
          'cities',
          city,
          city === '' ? UNKNOWN : same(city),
          pick(facts, (fact) => 'city' in fact && fact.city === city),
        ),
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

function stagesOf(
  { moves, standing }: Facts,
  { stages }: Settings,
  rowOf: (group: GroupId, id: string, name: Words, measured: Partial<Record<ColumnId, Measured>>) => ReportRow,
): ReportGroup {
  const counted = (items: readonly { id: string }[]): Measured => {
    const ids = [...new Set(items.map(({ id }) => id))];
    return { value: ids.length, ids };
  };
  const rows = stages.map(({ id, nameTr, nameEn }) => {
    const left = moves.filter(({ from }) => from === id);
    const timed = left.filter(({ days }) => days !== null);
    const days = timed.map((one) => one.days!);
    return rowOf(
      'stages',
      id,
      { tr: nameTr, en: nameEn || nameTr },
      {
        standing: counted(standing.filter(({ stage }) => stage === id)),
        entered: counted(moves.filter(({ to }) => to === id)),
        left: counted(left),
        stageDays: typical(median, days, timed),
        stageDaysMean: typical(mean, days, timed),
      },
    );
  });
  return {
    id: 'stages',
    name: GROUP_NAMES.stages,
    columns: ['standing', 'entered', 'left', 'stageDays', 'stageDaysMean'],
    rows,
  };
}

/** Median and mean of the agents, beside one another: one person's great month moves the second alone. */
function typicalRows(rows: readonly ReportRow[]): ReportRow[] {
  if (rows.length < 2) return [];
  const row = (id: string, name: Words, of: (values: readonly number[]) => number): ReportRow => ({
    id,
    name,
    tooFew: [],
    cells: Object.fromEntries(
      COLUMNS.agents.map((column) => {
        const values = rows.flatMap(({ cells }) => (typeof cells[column] === 'number' ? [cells[column]] : []));
        return [column, values.length === 0 ? null : rounded(of(values))];
      }),
    ),
  });
  return [
    row(MEDIAN_ROW, { tr: 'Ortanca', en: 'Median' }, median),
    row(MEAN_ROW, { tr: 'Ortalama', en: 'Mean' }, mean),
  ];
}

/** Days that somebody works, a day that is partly free in part; by tenths. */
export function workingDays(settings: Settings, memberId: string, days: readonly string[]): number {
  let sum = 0;
  for (const on of days) {
    const planned = minutesOf(weekOf(settings, memberId)[weekdayOf(on)] ?? []);
    if (planned > 0) sum += minutesOf(workOf(settings, memberId, on)) / planned;
  }
  return rounded(sum);
}
const minutesOf = (spans: readonly Span[]) => spans.reduce((sum, { from, to }) => sum + minute(to) - minute(from), 0);
const minute = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
