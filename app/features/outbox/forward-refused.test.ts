import { expect, test } from 'vitest';
import { mayForward } from './forward-refused';

const refused = (code: string) => ({ collection: 'customers' as const, rejection: { code, params: {} } as never });

test('what was refused for its author is passed on, and what is wrong in itself is not', () => {
  for (const code of ['customer.outOfScope', 'customer.fieldForbidden', 'customer.mayNotReassign', 'auth.forbidden'])
    expect(mayForward('agent', refused(code)), code).toBe(true);
  for (const code of ['customer.nameMissing', 'customer.ownerUnknown', 'sync.invalidDocument', 'sync.stateStands'])
    expect(mayForward('agent', refused(code)), code).toBe(false);
});

test('an admin has nobody above, and the bytes of a file stay where they are', () => {
  expect(mayForward('manager', refused('customer.outOfScope'))).toBe(true);
  expect(mayForward('admin', refused('customer.outOfScope'))).toBe(false);
  expect(mayForward('agent', { ...refused('file.outOfScope'), collection: 'files' })).toBe(false);
  expect(mayForward('agent', { collection: 'customers', rejection: null })).toBe(false);
});
