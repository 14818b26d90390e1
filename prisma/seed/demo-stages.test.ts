import { describe, expect, it } from 'vitest';
import { Random } from '../factories/random';
import { makeDemoRecords } from './demo-office';
import { DEMO_MEMBERS } from './demo-people';
import { makeDemoStages, type StageSpan } from './demo-stages';
import { DAY_MS, MINUTE_MS } from './office-hours';

const nowMs = Date.parse('2026-11-22T12:40:00.000Z');
const owners = DEMO_MEMBERS.filter((member) => member.role === 'agent');
const { customers } = makeDemoRecords({ customers: 2_000, owners, nowMs, seed: 1 });
const spans = makeDemoStages(Random.unscattered(2), customers, nowMs);
const byCustomer = new Map<string, StageSpan[]>();
for (const span of spans) byCustomer.set(span.customerId, [...(byCustomer.get(span.customerId) ?? []), span]);

describe('the way of the customers of the demo office', () => {
  it('is whole: each span begins when the one before ends, the last stands, and all lie in their time', () => {
    for (const { id, createdAt, stage } of customers) {
      const own = byCustomer.get(id)!;
      expect(own[0]!.fromMs).toBe(Date.parse(createdAt));
      expect(own.map(({ untilMs }) => untilMs)).toEqual([...own.slice(1).map(({ fromMs }) => fromMs), null]);
      for (const { fromMs, untilMs } of own) {
        expect(Number.isInteger(fromMs) && fromMs <= nowMs).toBe(true);
        expect((untilMs ?? nowMs) >= fromMs).toBe(true);
      }
      expect(own.at(-1)!.stage).toBe(stage);
    }
  });

  it('takes days, and nobody who was there for a day is moved twice in a minute', () => {
    const over = spans.flatMap(({ fromMs, untilMs }) => (untilMs === null ? [] : [untilMs - fromMs]));
    expect(over.length).toBeGreaterThan(2_000);
    expect(over.filter((ms) => ms > DAY_MS).length / over.length).toBeGreaterThan(0.8);
    const settled = new Set(customers.filter((c) => nowMs - Date.parse(c.createdAt) > DAY_MS).map(({ id }) => id));
    const hasty = spans.filter(
      ({ customerId, fromMs, untilMs }) =>
        settled.has(customerId) && untilMs !== null && untilMs - fromMs < 10 * MINUTE_MS,
    );
    expect(hasty).toEqual([]);
  });

  it('says why of those who are lost, and of nobody else', () => {
    expect(spans.filter(({ stage, reason }) => (stage === 'lost') !== (reason !== ''))).toEqual([]);
    expect(new Set(spans.map(({ reason }) => reason)).size).toBe(6);
  });
});
