/** What a device says of an address, against the rule that knows everything that was said. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDrawn, signatureEvidence, signaturePath } from './consent-evidence';
import { countsAt, newestConsent, reachOf, reachOnDevice, type ConsentEntry, type Reach } from './consent';

const at = (hour: number) => new Date(Date.UTC(2026, 0, 1) + hour * 3_600_000).toISOString();
const entries: fc.Arbitrary<ConsentEntry[]> = fc.array(
  fc.record({
    id: fc.uuid(),
    channel: fc.constant('email' as const),
    decision: fc.constantFrom('given' as const, 'withdrawn' as const),
    source: fc.constantFrom('paper' as const, 'in_person' as const),
    evidence: fc.constantFrom('', 'form'),
    occurredAt: fc.integer({ min: 0, max: 9 }).map(at),
    receivedAt: fc.integer({ min: 5, max: 12 }).map(at),
  }),
  { maxLength: 6 },
);
const unsent = (said: readonly ConsentEntry[]) => said.map((one) => ({ ...one, receivedAt: '' }));
type Rule = (office: Reach | null, held: readonly ConsentEntry[], channel: 'email') => Reach | null;

/** In sync it says what the office says; with unsent work it never says yes over a no on either side. */
function isRight(rule: Rule) {
  return fc.property(entries, entries, fc.nat(6), (heard, own, some) => {
    const office = reachOf(heard, [], 'email');
    expect(rule(office, heard.slice(0, some), 'email')).toEqual(office);
    const says = rule(office, unsent(own), 'email');
    const last = newestConsent(unsent(own), 'email');
    if (office?.state === 'no' || last?.decision === 'withdrawn') expect(says?.state).toBe('no');
    if (office === null && last !== null)
      expect(says).toMatchObject({ state: last.decision === 'given' ? 'given' : 'no', since: countsAt(last) });
  });
}

describe('a device', () => {
  it('says what the office says once it has heard it, and before never yes over a no it knew', () => {
    fc.assert(isRight(reachOnDevice), { seed: 13, numRuns: 2_000 });
  });

  it('that let its own yes win would be found', () => {
    const yesWins: Rule = (office, held, channel) =>
      newestConsent(held, channel)?.decision === 'given'
        ? { state: 'given', reason: 'consent', since: at(1) }
        : reachOnDevice(office, held, channel);
    expect(() => fc.assert(isRight(yesWins), { seed: 13, numRuns: 2_000 })).toThrow();
  });
});

describe('a drawn signature', () => {
  const stroke = Array.from({ length: 400 }, (_, n) => ({ x: n * 1.5, y: 100 + 60 * Math.sin(n / 9) }));
  it('is a path of some kilobytes, and a tap is none', () => {
    const evidence = signatureEvidence([stroke, stroke.slice(0, 20)]);
    expect(signaturePath(evidence)).toMatch(/^M0 100l\d/);
    expect(evidence.length).toBeLessThan(4_000);
    expect([isDrawn([stroke]), isDrawn([stroke.slice(0, 3)]), isDrawn([])]).toEqual([true, false, false]);
    expect(signatureEvidence([])).toBe('');
  });

  it('is drawn again as lines and nothing else', () => {
    expect(signaturePath('signature M1 1l2 2"/><script>')).toBeNull();
    expect(signaturePath('form 12')).toBeNull();
  });
});
