/** Rules drawn from the table of facts: every fact with every operator, in groups, turned about. */
import {
  FACT_IDS,
  FACTS,
  MEMBER_FACTS,
  MINE,
  operatorsOf,
  valueKindOf,
  type FactId,
} from '../../../sync/rules/segment-facts';
import type { SegmentCondition, SegmentGroup, SegmentRule } from '../../../sync/rules/segment-rule';
import type { Random } from '../../../prisma/factories/random';

/** What conditions are filled from, by fact. */
export type Values = Readonly<Partial<Record<FactId, readonly string[]>>>;

export function randomRule(random: Random, values: Values, days: readonly string[]): SegmentRule {
  const condition = () => randomCondition(random, values, days);
  const many = (from: number, to: number) => Array.from({ length: random.between(from, to) });
  const group = (): SegmentGroup => ({
    combinator: random.pick(['and', 'or'] as const),
    ...(random.chance(0.3) ? { not: true } : {}),
    rules: many(0, 3).map(condition),
  });
  return {
    combinator: random.pick(['and', 'or'] as const),
    ...(random.chance(0.2) ? { not: true } : {}),
    rules: many(1, 4).map(() => (random.chance(0.25) ? group() : condition())),
  };
}

export function randomCondition(random: Random, values: Values, days: readonly string[]): SegmentCondition {
  const fact = random.pick(FACT_IDS);
  const operator = random.pick(operatorsOf(fact));
  const { kind } = FACTS[fact];
  if (kind === 'number') return { fact, operator, value: random.between(0, 3) };
  switch (valueKindOf(operator)) {
    case 'text':
      return { fact, operator, value: random.pick(values[fact] ?? ['a']) };
    case 'choices': {
      const choices = (FACTS[fact] as { choices?: readonly string[] | null }).choices ?? values[fact] ?? [];
      const mine = MEMBER_FACTS.includes(fact) || fact === 'teamId' ? [MINE] : [];
      return { fact, operator, value: random.shuffled([...choices, ...mine]).slice(0, random.between(1, 3)) };
    }
    case 'days':
      return { fact, operator, value: random.pick([0, 1, 7, 30, 90, 400]) };
    case 'span':
      return { fact, operator, value: [random.pick(days), random.pick(days)].sort() };
    default:
      return { fact, operator };
  }
}
