import { authRouter } from '../features/auth/auth.router';
import { campaignsRouter } from '../features/campaigns/campaigns.router';
import { calendarRouter } from '../features/calendar/calendar.router';
import { chatRouter } from '../features/chat/chat.router';
import { importsRouter } from '../features/imports/imports.router';
import { deliveriesRouter } from '../features/deliveries/deliveries.router';
import { filesRouter } from '../features/files/files.router';
import { bulksRouter } from '../features/messages/bulks.router';
import { messagesRouter } from '../features/messages/messages.router';
import { linesRouter } from '../features/lines/lines.router';
import { membersRouter } from '../features/members/members.router';
import { notificationsRouter } from '../features/notifications/notifications.router';
import { officeRouter } from '../features/office/office.router';
import { remindersRouter } from '../features/reminders/reminders.router';
import { customersRouter } from '../features/journey/customers.router';
import { segmentsRouter } from '../features/segments/segments.router';
import { templatesRouter } from '../features/templates/templates.router';
import { reportsRouter } from '../features/reports/reports.router';
import { jobsRouter } from '../jobs/jobs.router';
import { iysRouter } from '../features/consent/iys.router';
import { suppressionsRouter } from '../features/consent/suppressions.router';
import { auditRouter } from '../replication/audit.router';
import { syncRouter } from '../replication/sync.router';
import { systemRouter } from '../replication/system.router';
import { workRouter } from '../replication/work.router';
import { createCallerFactory, router } from './init';

export const appRouter = router({
  audit: auditRouter,
  auth: authRouter,
  calendar: calendarRouter,
  campaigns: campaignsRouter,
  bulks: bulksRouter,
  chat: chatRouter,
  customers: customersRouter,
  deliveries: deliveriesRouter,
  files: filesRouter,
  imports: importsRouter,
  iys: iysRouter,
  jobs: jobsRouter,
  lines: linesRouter,
  members: membersRouter,
  messages: messagesRouter,
  notifications: notificationsRouter,
  office: officeRouter,
  reports: reportsRouter,
  reminders: remindersRouter,
  segments: segmentsRouter,
  suppressions: suppressionsRouter,
  sync: syncRouter,
  system: systemRouter,
  templates: templatesRouter,
  work: workRouter,
});
export type AppRouter = typeof appRouter;
/** For tests and commands: calls procedures without HTTP. */
export const createCaller = createCallerFactory(appRouter);
