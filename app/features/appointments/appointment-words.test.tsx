// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { AppointmentStatus } from '../../../sync/collections/appointment';
import { canChangeStatus, canReschedule, canRecordOutcome, takesTime } from '../../../sync/rules/appointment-status';
import { English } from '../../i18n/test/english';
import { StatusBadge } from './appointment-words';

afterEach(cleanup);

/** `constructor`: every object has something of that name. */
test.each(['put_off', 'constructor'])('a state of a later build (%s) is shown as text', (status) => {
  const { container } = render(
    <English>
      <StatusBadge status={status as AppointmentStatus} />
    </English>,
  );
  expect(container.textContent).toBe(status.replaceAll('_', ' '));
  expect(container.querySelector('svg')).not.toBeNull();
});

test('nothing that this build knows is offered for it, and its time is taken', () => {
  const one = {
    status: 'put_off' as AppointmentStatus,
    deletedAt: '',
    startsAt: '2026-11-20T09:00:00.000Z',
    endsAt: '2026-11-20T10:00:00.000Z',
  };
  expect(canChangeStatus(one.status, 'held')).toBe(false);
  expect(canRecordOutcome(one, 'held', Date.parse('2026-11-21T09:00:00.000Z'))).toBe(false);
  expect(canReschedule(one)).toBe(false);
  expect(takesTime(one)).toBe(true);
});
