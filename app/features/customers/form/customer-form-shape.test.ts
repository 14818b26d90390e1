import { describe, expect, it } from 'vitest';
import { checkCustomerForm, emptyCustomerForm, fieldProblem, touchedValues } from './customer-form-shape';

const OWNER = '0192f0c1-0000-7000-8000-000000000001';
const filled = { ...emptyCustomerForm(OWNER, 'TR', 'tr'), firstName: 'Işıl', lastName: 'Ak' };
const problems = (values: Partial<typeof filled>) => {
  const outcome = checkCustomerForm({ ...filled, ...values });
  return 'issues' in outcome ? outcome.issues.map((issue) => `${issue.path[0]} ${issue.message}`) : [];
};

describe('the customer form', () => {
  it('asks for a first or a last name, spaces not counting', () => {
    expect(problems({ firstName: ' ', lastName: '' })).toEqual(['firstName customers.problem.nameMissing']);
    expect(problems({ firstName: '', lastName: 'Ak' })).toEqual([]);
  });

  it('refuses what the office would refuse, field by field', () => {
    expect(problems({ phone: '0532', email: 'isil@', city: 'x'.repeat(81) })).toEqual([
      'phone customers.problem.phone',
      'email customers.problem.email',
      'city customers.problem.tooLong',
    ]);
  });

  it('speaks of length where length is the trouble', () => {
    expect(problems({ firstName: 'x'.repeat(81) })).toEqual(['firstName customers.problem.tooLong']);
  });

  it('hands on trimmed text', () => {
    expect(checkCustomerForm({ ...filled, email: ' isil@ornek.com ' })).toMatchObject({
      value: { email: 'isil@ornek.com' },
    });
  });

  it('judges one field at a time when editing in place', () => {
    const customer = {
      ...filled,
      id: OWNER,
      lastName: '',
      phone: 'broken',
      teamId: '',
      sharedWith: [],
      createdBy: OWNER,
      createdAt: '2026-11-22T09:00:00.000Z',
      lastContactAt: '',
      deletedAt: '',
    };
    expect(fieldProblem(customer, 'city', 'İzmir')).toBeNull();
    expect(fieldProblem(customer, 'firstName', ' ')).toBe('customers.problem.nameMissing');
    expect(fieldProblem({ ...customer, firstName: '' }, 'lastName', '')).toBe('customers.problem.nameMissing');
    expect(fieldProblem(customer, 'email', 'x')).toBe('customers.problem.email');
  });

  it('writes only what was changed', () => {
    const over = (city: string) => ({ stamp: '000000000001000000000001', values: { city } });
    const unknown = { stamp: '', values: {} };
    expect(touchedValues({ ...filled, city: 'İzmir', stage: 'won' }, { city: over('Van') })).toEqual({ city: 'İzmir' });
    expect(touchedValues({ ...filled, city: 'Van' }, { city: over('Van') })).toEqual({});
    expect(touchedValues({ ...filled, city: '' }, { city: unknown })).toEqual({ city: '' });
    expect(touchedValues({ ...filled, notes: 'x' }, {})).toEqual({});
  });
});
