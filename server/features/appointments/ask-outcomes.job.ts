import type { Job } from '../../lib/job';
import { askedOutcomeText } from '../../../sync/rules/asked-outcome';
import { localTimeOf } from '../../../sync/rules/wall-time';
import { officeSettings } from '../settings/office-settings';
import { claimUnanswered } from './asked-outcomes.store';

const EVERY_MS = 15 * 60_000;
const AT_ONCE = 50;
const HOUR_MS = 3_600_000;
/** Until then whoever was there says it by one tap on *Bugün*; what is older than the last hour is history. */
const ASKED_AFTER_MS = 20 * HOUR_MS;
const ASKED_UNTIL_MS = 7 * 24 * HOUR_MS;

/**
 * An appointment that nobody has said anything about becomes a follow-up of its customer, exactly once: the office
 * alone notices it, and its line in `asked_outcomes` is written in the same transaction. Where a next step stands
 * already somebody is at it, and theirs stays.
 */
export const askOutcomesJob: Job = {
  name: 'ask-outcomes',
  everyMs: EVERY_MS,
  run: async (deps, signal) => {
    if (signal.aborted) return 0;
    let found = 0;
    await deps.withinOffice('customers', 'job:ask-outcomes', async ({ client, write, touch }) => {
      const nowMs = deps.now();
      const unanswered = await claimUnanswered(
        client,
        {
          fromAt: new Date(nowMs - ASKED_UNTIL_MS).toISOString(),
          toAt: new Date(nowMs - ASKED_AFTER_MS).toISOString(),
          nowAt: new Date(nowMs).toISOString(),
        },
        AT_ONCE,
      );
      found = unanswered.length;
      if (found === 0) return;
      const { zone } = (await officeSettings(client)).office;
      const today = localTimeOf(new Date(nowMs).toISOString(), zone).slice(0, 10);
      // The latest of several that one customer missed says it for all.
      const latest = new Map(unanswered.map((one) => [one.customerId, one]));
      const { touched } = await write(
        'customers',
        [...latest.values()]
          .sort((a, b) => (a.customerId < b.customerId ? -1 : 1))
          .map(({ customerId, startsAt }) => ({
            id: customerId,
            values: (stands) => {
              const isOpen = (stands?.['nextStepDueOn'] ?? '') !== '' && (stands?.['nextStepDoneAt'] ?? '') === '';
              if (stands === null || isOpen || (stands['deletedAt'] ?? '') !== '') return null;
              return {
                nextStepText: askedOutcomeText(localTimeOf(startsAt, zone)),
                nextStepDueOn: today,
                nextStepDueTime: '',
                nextStepDoneAt: '',
              };
            },
          })),
      );
      touch(touched);
    });
    return found === AT_ONCE ? 0 : null;
  },
};
