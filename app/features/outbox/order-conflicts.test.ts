import { expect, it } from 'vitest';
import { makeStamp } from '../../../sync/rules/stamp';
import { orderConflicts } from './order-conflicts';

const side = (memberId: string, ms: number) => ({ values: {}, stamp: makeStamp(ms, 0, '0000000a'), memberId });
const entry = (id: string, mine: boolean, ms: number) => ({
  card: { id, unit: 'notes', shown: side('ayse', ms), hidden: side(mine ? 'me' : 'can', ms - 1) },
});

it('puts one’s own decisions first, the newest on top', () => {
  const entries = [entry('a', false, 40), entry('b', true, 10), entry('c', true, 20), entry('d', false, 30)];
  expect(orderConflicts(entries, 'me').map(({ card }) => card.id)).toEqual(['c', 'b', 'a', 'd']);
});
