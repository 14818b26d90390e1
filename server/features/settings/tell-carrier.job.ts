import { settingId } from '../../../sync/rules/setting-rights';
import type { Job } from '../../lib/job';
import { firstAdminId } from './settings.store';

const EVERY_MS = 3_600_000;

/** Tells devices how whoever carries SMS counts letters: what a tablet shows while one types is what is charged. */
export const tellCarrierJob: Job = {
  name: 'tell-carrier',
  everyMs: EVERY_MS,
  run: async ({ pool, sms, now, writeAsOffice }) => {
    const createdBy = await firstAdminId(pool);
    // Nobody works here yet.
    if (createdBy === null) return null;
    const value = { hasTurkish: sms.hasTurkish };
    const about = { key: 'smsCarrier', subject: '', memberId: '', archivedAt: '', createdBy };
    await writeAsOffice(
      'settings',
      [
        {
          id: settingId('smsCarrier', ''),
          values: (stands) =>
            // Where nothing stands devices take the table as known.
            stands === null
              ? sms.hasTurkish
                ? null
                : { ...about, value, createdAt: new Date(now()).toISOString() }
              : (stands['value'] as { hasTurkish?: unknown }).hasTurkish === sms.hasTurkish
                ? null
                : { value },
        },
      ],
      'job:tell-carrier',
    );
    return null;
  },
};
