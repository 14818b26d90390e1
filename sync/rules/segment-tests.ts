/**
 * What a rule asks, with everything it depends on put in: who asks, when, and in which zone. Both engines, the device's
 * (segment.ts) and the office's SQL, walk the same tests, of which there are six.
 */
import {
  FACTS,
  IS_THERE,
  isFact,
  MEMBER_FACTS,
  MINE,
  operatorsOf,
  type ChoiceFact,
  type FactId,
  type InstantFact,
  type Operator,
  type SetFact,
  type TextFact,
} from './segment-facts';
import { addDays, dayAt, periodOf, startOfDayMs, type DaySpan, type Period } from './segment-periods';
import type { SegmentCondition, SegmentGroup, SegmentRule } from './segment-rule';
import { calendarDate } from './setting-values';
import { foldText } from './turkish-text';

/** `quietSince`: the last contact, or creation where there was none. */
export type Moment = InstantFact | 'quietSince';
export type SegmentTest =
  | { readonly test: 'text'; readonly fact: TextFact; readonly how: 'has' | 'is' | 'starts'; readonly folded: string }
  | { readonly test: 'choice'; readonly fact: ChoiceFact; readonly among: readonly string[] }
  /** null: any at all. */
  | { readonly test: 'set'; readonly fact: SetFact; readonly among: readonly string[] | null }
  /** From `fromMs` until just before `belowMs`; null: without an end. What is not there passes none. */
  | { readonly test: 'moment'; readonly fact: Moment; readonly fromMs: number | null; readonly belowMs: number | null }
  | { readonly test: 'day'; readonly fact: 'nextStepOn'; readonly from: string | null; readonly below: string | null }
  | { readonly test: 'number'; readonly fact: 'noShows'; readonly from: number; readonly to: number };
export type SegmentTree =
  | SegmentTest
  | { readonly test: 'all' | 'any'; readonly of: readonly SegmentTree[] }
  | { readonly test: 'not'; readonly of: SegmentTree };

export type SegmentViewer = { readonly id: string; readonly teamId: string };
export type SegmentContext = {
  readonly viewer: SegmentViewer;
  /** IANA zone of the office. */
  readonly zone: string;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
};
/** A condition that cannot be asked: a fact or an operator of a later build, or a value that is not one. */
export type SegmentProblem = { readonly what: 'fact' | 'operator' | 'value'; readonly word: string };
/** With a problem anywhere the rule is not asked at all: it is true of nobody. */
export type ReadRule = { readonly tree: SegmentTree; readonly problems: readonly SegmentProblem[] };

const DAY_MS = 86_400_000;
const MAX_COUNT = 100_000;
const NOBODY: SegmentTree = { test: 'any', of: [] };

export function readRule(rule: SegmentRule, context: SegmentContext): ReadRule {
  const problems: SegmentProblem[] = [];
  const read = (one: SegmentCondition | SegmentGroup | SegmentRule): SegmentTree => {
    if (!('rules' in one)) return readCondition(one, context, problems);
    const of = (one.rules as readonly (SegmentCondition | SegmentGroup)[]).map(read);
    const tree: SegmentTree = { test: one.combinator === 'and' || of.length === 0 ? 'all' : 'any', of };
    return one.not === true ? { test: 'not', of: tree } : tree;
  };
  const tree = read(rule);
  return problems.length > 0 ? { tree: NOBODY, problems } : { tree, problems };
}

function readCondition(
  { fact, operator, value }: SegmentCondition,
  context: SegmentContext,
  problems: SegmentProblem[],
): SegmentTree {
  const wrong = (what: SegmentProblem['what'], word: string): SegmentTree => {
    problems.push({ what, word });
    return NOBODY;
  };
  if (!isFact(fact)) return wrong('fact', fact);
  if (!operatorsOf(fact).includes(operator as Operator)) return wrong('operator', operator);
  return treeOf(fact, operator as Operator, value, context) ?? wrong('value', fact);
}

const not = (of: SegmentTree): SegmentTree => ({ test: 'not', of });

/** Null where the value is none that the operator could be asked with. */
function treeOf(
  fact: FactId,
  operator: Operator,
  value: SegmentCondition['value'],
  context: SegmentContext,
): SegmentTree | null {
  const { kind } = FACTS[fact];
  const mine = MEMBER_FACTS.includes(fact) ? context.viewer.id : fact === 'teamId' ? context.viewer.teamId : MINE;
  const chosen = Array.isArray(value) ? value.map((one) => (one === MINE ? mine : one)) : [];
  switch (kind) {
    case 'text':
      return textTree(fact as TextFact, operator, value);
    case 'choice': {
      if (chosen.length === 0) return null;
      const tree: SegmentTree = { test: 'choice', fact: fact as ChoiceFact, among: chosen };
      return operator === 'notIn' ? not(tree) : tree;
    }
    case 'set': {
      if ((operator === 'in' || operator === 'notIn') && chosen.length === 0) return null;
      const among = operator === 'any' || operator === 'none' ? null : chosen;
      const tree: SegmentTree = { test: 'set', fact: fact as SetFact, among };
      return operator === 'notIn' || operator === 'none' ? not(tree) : tree;
    }
    case 'presence': {
      const tree: SegmentTree = { test: 'choice', fact: fact as ChoiceFact, among: [IS_THERE] };
      return operator === 'none' ? not(tree) : tree;
    }
    case 'number': {
      if (typeof value !== 'number') return null;
      const from = operator === 'atMost' ? 0 : value;
      return { test: 'number', fact: 'noShows', from, to: operator === 'atLeast' ? MAX_COUNT : value };
    }
    case 'day':
      return dayTree(operator, value, context);
    default:
      return momentTree(fact as InstantFact, operator, value, context);
  }
}

function textTree(fact: TextFact, operator: Operator, value: SegmentCondition['value']): SegmentTree | null {
  const empty: SegmentTree = { test: 'text', fact, how: 'is', folded: '' };
  if (operator === 'none') return empty;
  if (operator === 'any') return not(empty);
  const folded = typeof value === 'string' ? foldText(value.trim()) : '';
  if (folded === '') return null;
  const how = operator === 'startsWith' ? 'starts' : operator === 'is' || operator === 'isNot' ? 'is' : 'has';
  const tree: SegmentTree = { test: 'text', fact, how, folded };
  return operator === 'notContains' || operator === 'isNot' ? not(tree) : tree;
}

function momentTree(
  fact: InstantFact,
  operator: Operator,
  value: SegmentCondition['value'],
  { zone, nowMs }: SegmentContext,
): SegmentTree | null {
  const moment = (fromMs: number | null, belowMs: number | null, of: Moment = fact): SegmentTree => ({
    test: 'moment',
    fact: of,
    fromMs,
    belowMs,
  });
  if (operator === 'any') return moment(null, null);
  if (operator === 'none') return not(moment(null, null));
  if (operator === 'inLastDays' || operator === 'inNextDays' || operator === 'notForDays') {
    if (typeof value !== 'number') return null;
    if (operator === 'inNextDays') return moment(nowMs, nowMs + value * DAY_MS);
    if (operator === 'inLastDays') return moment(nowMs - value * DAY_MS, null);
    return moment(null, nowMs - value * DAY_MS, fact === 'lastContactAt' ? 'quietSince' : fact);
  }
  const days = spanOf(operator, value, dayAt(nowMs, zone));
  return days === null ? null : moment(startOfDayMs(days.from, zone), startOfDayMs(days.below, zone));
}

function dayTree(
  operator: Operator,
  value: SegmentCondition['value'],
  { zone, nowMs }: SegmentContext,
): SegmentTree | null {
  const day = (from: string | null, below: string | null): SegmentTree => ({
    test: 'day',
    fact: 'nextStepOn',
    from,
    below,
  });
  const today = dayAt(nowMs, zone);
  if (operator === 'any') return day(null, null);
  if (operator === 'none') return not(day(null, null));
  if (operator === 'overdue') return day(null, today);
  if (operator === 'inNextDays') return typeof value === 'number' ? day(today, addDays(today, value)) : null;
  const days = spanOf(operator, value, today);
  return days === null ? null : day(days.from, days.below);
}

/** Both days of a span belong to it. */
function spanOf(operator: Operator, value: SegmentCondition['value'], today: string): DaySpan | null {
  if (operator !== 'between') return periodOf(operator as Period, today);
  const [from, to] = Array.isArray(value) ? value : [];
  return calendarDate.safeParse(from).success && calendarDate.safeParse(to).success
    ? { from: from as string, below: addDays(to as string, 1) }
    : null;
}
