import { parsePhoneNumber } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { appointmentShape } from '../../sync/collections/appointment';
import { customerShape } from '../../sync/collections/customer';
import { interactionShape } from '../../sync/collections/interaction';
import { memberShape } from '../../sync/collections/member';
import { COUNTRIES } from '../countries/countries';
import { makeAppointment } from './appointment-factory';
import { makeCustomer } from './customer-factory';
import { makeInteraction } from './interaction-factory';
import { makeMember } from './member-factory';
import { Random } from './random';

const many = <T>(make: (random: Random) => T, count = 2_000, seed = 7) => {
  const random = Random.unscattered(seed);
  return Array.from({ length: count }, () => make(random));
};

describe('factories', () => {
  it('make documents of the shapes that travel', () => {
    for (const customer of many(makeCustomer))
      expect(customerShape.safeParse(customer).error?.issues, JSON.stringify(customer)).toBeUndefined();
    for (const appointment of many(makeAppointment, 500))
      expect(appointmentShape.safeParse(appointment).error?.issues).toBeUndefined();
    for (const interaction of many(makeInteraction, 500))
      expect(interactionShape.safeParse(interaction).error?.issues).toBeUndefined();
    for (const member of many(makeMember, 100)) expect(memberShape.safeParse(member).error?.issues).toBeUndefined();
  });

  it('give the same people for the same seed and others for another', () => {
    expect(many(makeCustomer, 50, 3)).toEqual(many(makeCustomer, 50, 3));
    expect(many(makeCustomer, 50, 3)).not.toEqual(many(makeCustomer, 50, 4));
    expect(new Set(many(makeCustomer).map((customer) => customer.id)).size).toBe(2_000);
  });

  it('give phones that are valid in the customer’s country and mail addresses that nobody can own', () => {
    for (const { phone, countryId, altPhone, email } of many(makeCustomer)) {
      for (const [number, country] of [
        [phone, countryId],
        [altPhone, 'TR'],
      ] as const) {
        if (number === '') continue;
        const parsed = parsePhoneNumber(number);
        expect([parsed.isValid(), parsed.country, parsed.number], number).toEqual([true, country, number]);
      }
      if (email !== '') expect(email).toMatch(/^[a-z.]+\d*@[a-z]+\.example$/);
      expect(phone + email).not.toBe('');
    }
  });

  it('mix like a real office: three quarters from Türkiye, countries that exist, a funnel', () => {
    const customers = many(makeCustomer);
    const share = (test: (customer: (typeof customers)[number]) => boolean) =>
      customers.filter(test).length / customers.length;
    expect(share((c) => c.countryId === 'TR')).toBeCloseTo(0.75, 1);
    expect(new Set(customers.map((c) => c.countryId)).size).toBeGreaterThan(14);
    const known = new Set(COUNTRIES.map((country) => country.id));
    expect(customers.filter((c) => !known.has(c.countryId))).toEqual([]);
    expect(share((c) => c.stage === 'contacted')).toBeGreaterThan(share((c) => c.stage === 'proposal'));
    expect(share((c) => c.stage === 'proposal')).toBeGreaterThan(share((c) => c.stage === 'won'));
    expect(customers.filter((c) => /[{}]|undefined/.test(c.notes))).toEqual([]);
  });

  it('take what they are given', () => {
    const random = Random.unscattered(1);
    const ownerId = random.uuid(0);
    expect(makeCustomer(random, { ownerId, stage: 'won' })).toMatchObject({
      ownerId,
      createdBy: ownerId,
      stage: 'won',
    });
    expect(makeAppointment(random, { status: 'cancelled' }).cancelReason).not.toBe('');
    expect(makeInteraction(random, { kind: 'note' })).toMatchObject({ kind: 'note', outcome: '', durationMinutes: 0 });
  });
});
