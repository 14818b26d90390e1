import { useEffect, useMemo, useState } from 'react';
import type { SegmentCondition, SegmentRule } from '../../../sync/rules/segment-rule';
import { readRule, type SegmentProblem } from '../../../sync/rules/segment-tests';
import { useDatabase } from '../../database/database-context';
import { keepAsking } from '../../database/store-worker/keep-asking';
import { useQuestionOf, useSegmentQuestion } from './use-segments';

/** What the rule asks that cannot be asked; while there is something, it is true of nobody. */
export function useRuleProblems(rule: SegmentRule): readonly SegmentProblem[] {
  const segment = useSegmentQuestion(rule);
  return useMemo(
    () => (segment === null ? [] : readRule(rule, { ...segment, nowMs: Date.now() }).problems),
    [rule, segment],
  );
}

/** What of one condition cannot be asked; null for none, and of none. */
export function useConditionProblem(condition: SegmentCondition | null): SegmentProblem['what'] | null {
  const questionOf = useQuestionOf();
  if (condition === null) return null;
  const rule: SegmentRule = { combinator: 'and', rules: [condition] };
  return readRule(rule, { ...questionOf(rule), nowMs: Date.now() }).problems[0]?.what ?? null;
}

/** How many customers of this device are in it, while it is being edited; null until that is counted. */
export function useSegmentCount(rule: SegmentRule): number | null {
  const { worker } = useDatabase();
  const segment = useSegmentQuestion(rule);
  const [count, setCount] = useState<number | null>(null);
  useEffect(
    () =>
      keepAsking(worker, {
        ask: () =>
          segment === null || !worker.ready ? null : worker.ask('segmentCount', { segment, nowMs: thisMinute() }),
        tell: setCount,
      }),
    [worker, segment],
  );
  return count;
}

/** Conditions that stay as they are need not be asked anew while another one is typed. */
const thisMinute = () => Math.floor(Date.now() / 60_000) * 60_000;
