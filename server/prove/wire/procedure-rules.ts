/**
 * What every procedure is held to on the wire: who may call it, a request that is right, what a request must look like
 * at the least, and requests that reach for somebody else's. A procedure without its entry in `rules/` does not
 * compile.
 */
import { OFFICE_RULES } from './rules/office.rules';
import { PEOPLE_RULES } from './rules/people.rules';
import { CALENDAR_RULES } from './rules/calendar.rules';
import { MESSAGES_RULES } from './rules/messages.rules';
import { CAMPAIGNS_RULES } from './rules/campaigns.rules';
import { IMPORTS_RULES } from './rules/imports.rules';
import { FILES_RULES } from './rules/files.rules';
import { SEGMENTS_RULES } from './rules/segments.rules';
import { REPORTS_RULES } from './rules/reports.rules';
import { REPLICATION_RULES } from './rules/replication.rules';
import { LINES_RULES } from './rules/lines.rules';
import { NOTIFICATIONS_RULES } from './rules/notifications.rules';
import { CHAT_RULES } from './rules/chat.rules';
import type { ProcedurePath, ProcedureRule } from './rules/procedure-rule';

export const PROCEDURE_RULES = {
  ...OFFICE_RULES,
  ...PEOPLE_RULES,
  ...CALENDAR_RULES,
  ...MESSAGES_RULES,
  ...CAMPAIGNS_RULES,
  ...IMPORTS_RULES,
  ...FILES_RULES,
  ...SEGMENTS_RULES,
  ...REPORTS_RULES,
  ...REPLICATION_RULES,
  ...LINES_RULES,
  ...CHAT_RULES,
  ...NOTIFICATIONS_RULES,
} as const satisfies Record<ProcedurePath, ProcedureRule>;
