import type { Deps } from '../../deps';
import type { SignedInMember } from '../../lib/identity';
import { officeSettings } from '../settings/office-settings';
import { readSmsMonths, type SmsMonth } from './list.store';

export type SmsMonths = {
  /** Newest first, two years at most. */
  readonly months: readonly SmsMonth[];
  /** In lira; null where the office did not say what a part costs. */
  readonly pricePerPart: number | null;
};

/** What SMS cost, by month of the office's own calendar: a manager's team's, an admin's everybody's. */
export async function listSmsMonths({ pool }: Pick<Deps, 'pool'>, member: SignedInMember): Promise<SmsMonths> {
  const { office, sms } = await officeSettings(pool);
  return { months: await readSmsMonths(pool, member, office.zone), pricePerPart: sms.pricePerPart };
}
