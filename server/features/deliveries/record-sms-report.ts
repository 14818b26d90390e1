import type { Deps } from '../../deps';
import type { SmsReport } from '../../gateways/sms/contract';
import { settle, type Settled } from './settle.store';

/** Duplicates and any order come to the same. Resolves when it is settled and nothing of it can be forgotten. */
export async function recordSmsReport(deps: Deps, report: SmsReport): Promise<Settled | null> {
  const settled = await settle(deps, report, [report.state, report.reason], report.at, report.suppress);
  if (settled?.suppressed) deps.hub.publish(['customers']);
  return settled;
}
