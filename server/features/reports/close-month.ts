import type { Deps } from '../../deps';
import { officeSettings } from '../settings/office-settings';
import { makeReports, REPORT_VERSION } from './make-report';
import { addMonths, monthAt } from './report-month';
import { firstCustomerAt, insertClosed, readClosedMonths, readTeams } from './reports.store';

/** So far back an office finds its months closed that has worked longer than it has reports. */
const MONTHS_BACK = 6;

/**
 * Closes the latest month that is over and still open, for the office and every team. Answers which, null: none was.
 * What is closed is never closed anew.
 */
export async function closeMonth(deps: Pick<Deps, 'pool' | 'now' | 'newId'>): Promise<string | null> {
  const { pool, now, newId } = deps;
  const { office } = await officeSettings(pool);
  const firstAt = await firstCustomerAt(pool);
  if (firstAt === null) return null;
  const first = monthAt(Date.parse(firstAt), office.zone);
  const closed = new Set(
    (await readClosedMonths(pool, REPORT_VERSION)).filter(({ teamId }) => teamId === null).map(({ month }) => month),
  );
  const current = monthAt(now(), office.zone);
  for (let back = 1; back <= MONTHS_BACK; back += 1) {
    const month = addMonths(current, -back);
    if (month < first) return null;
    if (closed.has(month)) continue;
    const teams = await readTeams(pool);
    // The office's last: where it is there, all of them are.
    const reports = await makeReports(deps, month, [...teams.map(({ id }) => id), null]);
    for (const report of reports) await insertClosed(pool, newId(), report);
    return month;
  }
  return null;
}
