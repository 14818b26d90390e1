/**
 * Who is in a segment, worked out from how the people were made and from what the operators are said to mean: nothing
 * of the engines, of their calendar or of their folding is used.
 */
import type { SegmentCondition, SegmentGroup, SegmentRule } from '../../../sync/rules/segment-rule';

/** One customer as their maker knows them. Instants in milliseconds since 1970. */
export type Truth = {
  readonly id: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly choices: Readonly<Record<string, string>>;
  readonly sets: Readonly<Record<string, readonly string[]>>;
  readonly createdAt: number;
  readonly stageSince: number;
  readonly lastContactAt: number | null;
  readonly lastCampaignAt: number | null;
  readonly has: Readonly<Record<string, boolean>>;
  readonly nextStepOn: string;
  readonly noShows: number;
  readonly starts: readonly number[];
  readonly seriesStarts: readonly number[];
};
export type Asked = {
  readonly zone: string;
  readonly nowMs: number;
  readonly memberId: string;
  readonly teamId: string;
};

const DAY = 86_400_000;
const SAME: Readonly<Record<string, string>> = {
  ...{ I: 'i', İ: 'i', ı: 'i', Ş: 's', ş: 's', Ğ: 'g', ğ: 'g', Ç: 'c', ç: 'c', Ö: 'o', ö: 'o', Ü: 'u', ü: 'u' },
  ...{ ß: 'ss', Â: 'a', â: 'a', Ł: 'l', ł: 'l', ó: 'o', ź: 'z', Ə: 'e', ə: 'e' },
};
const ASCII = /[A-Z]/;
export const plain = (text: string) =>
  [...text].map((one) => SAME[one] ?? (ASCII.test(one) ? String.fromCharCode(one.charCodeAt(0) + 32) : one)).join('');

export function expects(rule: SegmentRule | SegmentGroup, truth: Truth, asked: Asked): boolean {
  const each = (rule.rules as readonly (SegmentCondition | SegmentGroup)[]).map((one) =>
    'rules' in one ? expects(one, truth, asked) : meets(one, truth, asked),
  );
  const is = each.length === 0 || (rule.combinator === 'and' ? !each.includes(false) : each.includes(true));
  return rule.not === true ? !is : is;
}

function meets({ fact, operator, value }: SegmentCondition, truth: Truth, asked: Asked): boolean {
  if (fact in truth.has) return truth.has[fact] === (operator === 'any');
  if (fact in truth.texts) return meetsText(truth.texts[fact]!, operator, String(value));
  if (fact in truth.choices) {
    const is = (value as string[]).some((one) => {
      const meant = one === '@me' ? (fact === 'teamId' ? asked.teamId : asked.memberId) : one;
      return meant === truth.choices[fact];
    });
    return operator === 'in' ? is : !is;
  }
  const set = truth.sets[fact];
  if (set !== undefined) {
    if (operator === 'any' || operator === 'none') return set.length > 0 === (operator === 'any');
    const meant = (value as string[]).map((one) => (one === '@me' ? asked.memberId : one));
    const common = set.filter((id) => meant.includes(id)).length;
    return operator === 'in' ? common > 0 : common === 0;
  }
  if (fact === 'noShows') {
    if (operator === 'is') return truth.noShows === value;
    return operator === 'atLeast' ? truth.noShows >= Number(value) : truth.noShows <= Number(value);
  }
  if (fact === 'nextStepOn') return meetsDay(truth.nextStepOn, operator, value, asked, true);
  const at = momentOf(fact, truth, asked.nowMs);
  if (operator === 'notForDays') {
    const since = fact === 'lastContactAt' ? (at ?? truth.createdAt) : at;
    return since !== null && asked.nowMs - since > Number(value) * DAY;
  }
  if (operator === 'none') return at === null;
  if (operator === 'any') return at !== null;
  if (at === null) return false;
  if (operator === 'inLastDays') return asked.nowMs - at <= Number(value) * DAY;
  if (operator === 'inNextDays') return at >= asked.nowMs && at - asked.nowMs < Number(value) * DAY;
  return meetsDay(dayIn(asked.zone, at), operator, value, asked, false);
}

function meetsText(text: string, operator: string, value: string): boolean {
  const [have, want] = [plain(text), plain(value).trim()];
  switch (operator) {
    case 'contains':
      return have.split(want).length > 1;
    case 'notContains':
      return have.split(want).length === 1;
    case 'is':
      return have === want;
    case 'isNot':
      return have !== want;
    case 'startsWith':
      return have.slice(0, want.length) === want;
    case 'none':
      return have.length === 0;
    default:
      return have.length > 0;
  }
}

function momentOf(fact: string, truth: Truth, nowMs: number): number | null {
  if (fact === 'createdAt' || fact === 'stageSince' || fact === 'lastContactAt' || fact === 'lastCampaignAt')
    return truth[fact];
  const recent = truth.seriesStarts.filter((at) => at >= nowMs - 30 * DAY);
  const all = [...truth.starts, ...recent].sort((a, b) => a - b);
  if (fact === 'lastAppointmentAt') return all.filter((at) => at <= nowMs).at(-1) ?? null;
  return all.filter((at) => at > nowMs && at <= nowMs + 700 * DAY)[0] ?? null;
}

/** By the calendar alone: which day, week or month a day is of. */
function meetsDay(day: string, operator: string, value: unknown, { zone, nowMs }: Asked, isDate: boolean): boolean {
  if (operator === 'none') return day === '';
  if (operator === 'any') return day !== '';
  if (day === '') return false;
  const today = dayIn(zone, nowMs);
  const away = number(day) - number(today);
  const weeks = Math.floor((number(day) + 3) / 7) - Math.floor((number(today) + 3) / 7);
  const [y, m] = [
    Number(day.slice(0, 4)) - Number(today.slice(0, 4)),
    Number(day.slice(5, 7)) - Number(today.slice(5, 7)),
  ];
  switch (operator) {
    case 'today':
      return away === 0;
    case 'thisWeek':
      return weeks === 0;
    case 'lastWeek':
      return weeks === -1;
    case 'nextWeek':
      return weeks === 1;
    case 'thisMonth':
      return y * 12 + m === 0;
    case 'lastMonth':
      return y * 12 + m === -1;
    case 'thisYear':
      return y === 0;
    case 'lastYear':
      return y === -1;
    case 'overdue':
      return away < 0;
    case 'between':
      return day >= (value as string[])[0]! && day <= (value as string[])[1]!;
    case 'inNextDays':
      return isDate && away >= 0 && away < Number(value);
    default:
      throw new Error(`nobody said what ${operator} means`);
  }
}

/** Days since 1970-01-01, a Thursday. */
const number = (day: string) => Date.parse(day) / DAY;
const formats = new Map<string, Intl.DateTimeFormat>();
function dayIn(zone: string, atMs: number): string {
  let format = formats.get(zone);
  if (format === undefined)
    formats.set(zone, (format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })));
  return format.format(atMs);
}
