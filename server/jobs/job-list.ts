/** All background work of the office, in no order. */
import type { Job } from '../lib/job';
import { askOutcomesJob } from '../features/appointments/ask-outcomes.job';
import { tendOccurrencesJob } from '../features/appointments/tend-occurrences.job';
import { pollEmailEventsJob } from '../features/deliveries/poll-email-events.job';
import { tendDeliveriesJob } from '../features/deliveries/tend-deliveries.job';
import { listenSmsJob } from '../features/messages/listen-sms.job';
import { closeMonthsJob } from '../features/reports/close-months.job';
import { tellCarrierJob } from '../features/settings/tell-carrier.job';
import { sendEmailJob } from '../features/messages/send-email.job';
import { fetchFilesJob } from '../features/chat/fetch-files.job';
import { readWebhooksJob } from '../features/chat/read-webhooks.job';
import { sendWhatsappJob } from '../features/chat/send-whatsapp.job';
import { settleWhatsappJob } from '../features/chat/settle-whatsapp.job';
import { tendLinesJob } from '../features/chat/tend-lines.job';
import { sendSmsJob } from '../features/messages/send-sms.job';
import { runCampaignsJob } from '../features/campaigns/run-campaigns.job';
import { forgetImportsJob } from '../features/imports/forget-imports.job';
import { runImportsJob } from '../features/imports/run-imports.job';
import { hearAnswersJob } from '../features/reminders/hear-answers.job';
import { planRemindersJob } from '../features/reminders/plan-reminders.job';
import { sendRemindersJob } from '../features/reminders/send-reminders.job';
import { forgetUploadsJob } from '../features/files/forget-uploads.job';
import { findMissingBytesJob } from '../features/files/find-missing-bytes.job';
import { sweepFilesJob } from '../features/files/sweep-files.job';
import { followOwnersJob } from '../features/customers/follow-owners.job';
import { tendReachJob } from '../features/consent/tend-reach.job';
import { sendPushJob } from '../features/notifications/send-push.job';
import { purgeExpired } from './purge-expired';

const A_DAY_MS = 24 * 60 * 60 * 1000;

const purgeExpiredJob: Job = {
  name: 'purge-expired',
  everyMs: A_DAY_MS,
  run: async (deps) => {
    deps.log.info(await purgeExpired(deps), 'expired sessions, departures and reminders purged');
    return null;
  },
};

export const JOBS: readonly Job[] = [
  purgeExpiredJob,
  sendEmailJob,
  pollEmailEventsJob,
  sendSmsJob,
  listenSmsJob,
  readWebhooksJob,
  sendWhatsappJob,
  settleWhatsappJob,
  tendLinesJob,
  sendPushJob,
  fetchFilesJob,
  tellCarrierJob,
  tendDeliveriesJob,
  tendReachJob,
  followOwnersJob,
  tendOccurrencesJob,
  closeMonthsJob,
  askOutcomesJob,
  planRemindersJob,
  hearAnswersJob,
  sendRemindersJob,
  runCampaignsJob,
  runImportsJob,
  forgetImportsJob,
  forgetUploadsJob,
  findMissingBytesJob,
  sweepFilesJob,
];
