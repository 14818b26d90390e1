import { describe, expect, it } from 'vitest';
import type { InteractionFields } from '../collections/interaction';
import { FACTS, type FactId, type FactKind } from './segment-facts';
import { ALL_PARTS, customerRecord, partsAsked, withParts, type SegmentHanging } from './segment-record';
import { isInSegment } from './segment';
import type { SegmentCondition } from './segment-rule';
import { readRule } from './segment-tests';

const AT = '2026-11-20T09:00:00.000Z';
const call = {
  id: 'c',
  authorId: 'me',
  customerId: 'x',
  kind: 'call',
  outcome: 'reached',
  occurredAt: AT,
  retracts: '',
};
const NOW_MS = Date.parse('2026-11-27T09:00:00.000Z');
const CONTEXT = { viewer: { id: 'me', teamId: 't' }, zone: 'Europe/Istanbul', nowMs: NOW_MS };
const NOTHING: SegmentHanging = { appointments: [], interactions: [], conversations: [], files: [] };
const FILE = { id: 'f', deletedAt: '', state: 'kept' };
const ANY = (fact: FactId) => ({ fact, operator: 'any' });
const ASKED: Readonly<Record<FactKind, (fact: FactId) => SegmentCondition>> = {
  ...{ text: ANY, past: ANY, future: ANY, day: ANY, set: ANY, presence: ANY },
  choice: (fact) => ({ fact, operator: 'in', value: ['x'] }),
  number: (fact) => ({ fact, operator: 'is', value: 1 }),
};
const back = { ...call, id: 'b', kind: 'note', retracts: 'c' };

function kindWith(lastContactAt: string, interactions: readonly object[]) {
  const customer = { id: 'x', lastContactAt, createdAt: AT };
  const hanging = { ...NOTHING, interactions: interactions as (InteractionFields & { outbox: string })[] };
  return withParts(customerRecord(customer, ''), ALL_PARTS, hanging, NOW_MS).choices['lastContactKind'];
}

describe('a name', () => {
  it('that is the only one is asked for without a blank beside it', () => {
    const asks = (names: object, operator: string, value: string) => {
      const { tree } = readRule({ combinator: 'and', rules: [{ fact: 'name', operator, value }] }, CONTEXT);
      return isInSegment(customerRecord({ id: 'x', createdAt: AT, ...names }, ''), tree, NOW_MS);
    };
    expect(asks({ firstName: 'Ayşe', lastName: '' }, 'is', 'ayşe')).toBe(true);
    expect(asks({ firstName: '', lastName: 'Ak' }, 'startsWith', 'ak')).toBe(true);
    expect(asks({ firstName: 'Ayşe', lastName: 'Ak' }, 'is', 'ayşe ak')).toBe(true);
  });
});

describe('what a rule asks of', () => {
  const partsOf = (...facts: readonly FactId[]) => {
    const rules = facts.map((fact) => ({
      combinator: 'or' as const,
      not: true,
      rules: [ASKED[FACTS[fact].kind](fact)],
    }));
    return [...partsAsked(readRule({ combinator: 'and', rules }, CONTEXT).tree)].sort();
  };

  it('is found in groups and behind a NOT', () => {
    expect(partsOf('city', 'createdAt', 'nextStepOn', 'labels')).toEqual([]);
    expect(partsOf('files', 'noShows', 'city')).toEqual(['files', 'starts']);
    expect(partsOf('lastContactKind', 'unanswered', 'nextAppointmentAt')).toEqual(['contact', 'starts', 'unanswered']);
  });

  it('leaves the other parts as they are', () => {
    const bare = customerRecord({ id: 'x', createdAt: AT, lastContactAt: AT }, '');
    const hanging = { ...NOTHING, interactions: [{ ...call, outbox: '' }], files: [FILE] } as unknown as SegmentHanging;
    const withFiles = withParts(bare, new Set(['files']), hanging, NOW_MS);
    expect([withFiles.choices.files, withFiles.choices.lastContactKind]).toEqual(['yes', 'message']);
    const withAll = withParts(withFiles, new Set(['contact']), hanging, NOW_MS);
    expect(withAll).toEqual(withParts(bare, ALL_PARTS, hanging, NOW_MS));
  });
});

describe('who waits for an answer', () => {
  const heard = { channel: 'sms', lastInboundAt: AT, lastOutboundAt: '', closedUpTo: '', blockedAt: '' };
  const [LOST, KEPT] = [
    { ...heard, id: 'l', customerId: 'l' },
    { ...heard, id: 'k', customerId: 'x', lastInboundAt: '' },
  ];
  const isWaiting = (...conversations: readonly object[]) => {
    const hanging = { ...NOTHING, conversations } as unknown as SegmentHanging;
    return withParts(customerRecord({ id: 'x', createdAt: AT }, ''), ALL_PARTS, hanging, NOW_MS).choices.unanswered;
  };

  it('is answered under any of their records, on the same channel', () => {
    expect(isWaiting(LOST, KEPT)).toBe('yes');
    expect(isWaiting(LOST, { ...KEPT, lastOutboundAt: '2026-11-20T09:05:00.000Z' })).toBe('');
    expect(isWaiting(LOST, { ...KEPT, closedUpTo: AT })).toBe('');
    expect(isWaiting(LOST, { ...KEPT, channel: 'email', lastOutboundAt: '2026-11-20T09:05:00.000Z' })).toBe('yes');
  });

  it('is closed and blocked where the record is that stands for them', () => {
    expect(isWaiting({ ...LOST, closedUpTo: AT }, KEPT)).toBe('yes');
    expect(isWaiting({ ...LOST, closedUpTo: AT })).toBe('');
    const since = { blockedAt: '2026-11-20T08:00:00.000Z' };
    expect(isWaiting(LOST, { ...KEPT, ...since })).toBe('');
    expect(isWaiting({ ...LOST, ...since }, KEPT)).toBe('yes');
    expect(isWaiting({ ...LOST, ...since })).toBe('');
  });
});

describe('the kind of the last contact', () => {
  it('is what was logged, and none once it is taken back', () => {
    expect(kindWith(AT, [{ ...call, outbox: '' }])).toBe('call');
    expect(kindWith('', [call, { ...back, outbox: '' }])).toBe('none');
  });

  it('is none as soon as a call is taken back here, whatever the office still says', () => {
    expect(kindWith(AT, [call, { ...back, outbox: '2026-11-27T08:59:00.000Z' }])).toBe('none');
  });

  it('is a message that stands at the very instant of a call that was taken back', () => {
    expect(kindWith(AT, [call, { ...back, outbox: '' }])).toBe('message');
  });
});
