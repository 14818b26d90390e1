import { describe, expect, it } from 'vitest';
import type { InteractionFields } from '../collections/interaction';
import { segmentRecord } from './segment-record';

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
const back = { ...call, id: 'b', kind: 'note', retracts: 'c' };

function kindWith(lastContactAt: string, interactions: readonly object[]) {
  const record = segmentRecord(
    {
      customer: { id: 'x', lastContactAt, createdAt: AT },
      stageStamp: '',
      appointments: [],
      interactions: interactions as (InteractionFields & { outbox: string })[],
      conversations: [],
      files: [],
    },
    Date.parse('2026-11-27T09:00:00.000Z'),
  );
  return record.choices['lastContactKind'];
}

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
