/**
 * What customers answer to reminders by SMS or WhatsApp: 1, EVET confirms, 2, HAYIR asks for another time, where
 * exactly one appointment was asked about. Everything said stands in the thread anyway; what is not sure is for people
 * to read.
 */
import { inTransaction } from '../../db/in-transaction';
import type { Job } from '../../lib/job';
import { answerAppointment } from './answer-appointment';
import { noteHeard, openReminders, unheardAnswers } from './answers.store';

const AT_ONCE = 50;
const EVERY_MS = 60_000;

export const hearAnswersJob: Job = {
  name: 'hear-answers',
  everyMs: EVERY_MS,
  run: async (deps, signal) => {
    const answers = await inTransaction(deps.pool, (client) => unheardAnswers(client, AT_ONCE));
    for (const answer of answers) {
      const { id, said } = answer;
      if (signal.aborted) return 0;
      const open = await inTransaction(deps.pool, (client) => openReminders(client, answer));
      const [only] = open;
      if (only !== undefined && open.length === 1)
        // What it says may be written again: whoever died before it was noted begins anew and says the same.
        await answerAppointment(
          deps,
          { rootId: only.rootId, occurrenceOn: only.occurrenceOn, seenAt: only.startsAt },
          said === 'yes' ? { kind: 'confirmed' } : { kind: 'asked', note: '', proposedAt: '' },
          `job:hear-answers ${id}`.slice(0, 80),
        );
      await inTransaction(deps.pool, (client) =>
        noteHeard(client, id, open.length === 1 ? (only?.reminderId ?? null) : null),
      );
    }
    return answers.length === AT_ONCE ? 0 : EVERY_MS;
  },
};
