import type { Found } from '../../../database/follow-ranges';
import type { SahaDatabase } from '../../../database/saha-database';
import { beginRanges } from '../../../database/use-ranges';
import { beginMembers } from '../../members/use-members';
import { appointmentRanges, shownOf, type Appointment } from '../use-appointments';
import { beginCustomers } from '../use-customers';
import type { Window } from '../free-time/window-around';

/**
 * Begins to read what a calendar of this window is about to ask for: its appointments, the customers of those, and the
 * members. `roots`: who stands for whom.
 */
export function beginCalendar(db: SahaDatabase, window: Window, roots: ReadonlyMap<string, string>): void {
  const members = beginMembers(db);
  beginRanges(db, 'appointments', appointmentRanges(window.fromAt, window.toAt), async (found) => {
    const customers = beginCustomers(db, customersOfFound(found), roots);
    // Worked out while the store looks up the names.
    shownOfFound(found, window, roots);
    await Promise.all([members, customers]);
  });
}

type Worked = { readonly roots: ReadonlyMap<string, string>; readonly shown: readonly Appointment[] };
const worked = new WeakMap<Found<'appointments'>, Worked>();

/** What was found in the ranges of this window as it is shown there; worked out once. */
export function shownOfFound(
  found: Found<'appointments'>,
  window: Window,
  roots: ReadonlyMap<string, string>,
): readonly Appointment[] {
  const known = worked.get(found);
  if (known?.roots === roots) return known.shown;
  const [single = [], changed = [], series = []] = found;
  const shown = shownOf({ single, changed, series }, window, roots);
  worked.set(found, { roots, shown });
  return shown;
}

/** Of whom it is, or may be. */
export const customersOfFound = (found: Found<'appointments'>): readonly string[] =>
  found.flatMap((those) => those.map((one) => one.customerId));
