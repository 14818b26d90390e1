import type { Deps } from '../../deps';
import type { SmsReport } from '../../gateways/sms/contract';
import { recordOutcome, type Outcome } from './outcomes.store';

/** Duplicates and any order come to the same. Resolves when it is recorded and nothing of it can be forgotten. */
export async function recordSmsReport(deps: Deps, report: SmsReport): Promise<Outcome | null> {
  const outcome = await recordOutcome(deps, report, [report.state, report.reason], report.at, report.suppress);
  if (outcome?.suppressed) deps.hub.publish(['customers']);
  return outcome;
}
