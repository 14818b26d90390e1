/**
 * Keys that no source file spells out, because their last part is data. One line per family: the prefix and where the
 * rest comes from. dictionaries.test.ts takes keys under these prefixes as used.
 */
export const DYNAMIC_KEYS: readonly string[] = [
  'error.', // codes of sync/errors.ts
  'shell.sync.', // app/shell/sync-words.ts, with and without ".short"
  'customers.source.', // CUSTOMER_SOURCES
  'interactions.kind.', // INTERACTION_KINDS
  'journey.group.', // TIMELINE_GROUPS
  'board.refused.', // MoveRefusal
  'customers.lost.reason.', // app/features/customers/stage/lost-reason-dialog.tsx
  'customers.field.', // fields and units, app/features/customers/customers.record.tsx
  'customers.reach.', // REACHES
  'customers.select.refused.', // BulkRefusal
  'customers.sort.', // CUSTOMER_SORTS
  'shell.record.', // RecordState
  'customers.language.', // the two languages
  'customers.merge.tooMuch.', // MergeProblem
  'customers.merge.refused.circle', // on whose card one stands, app/features/customers/card/refusal-notice.tsx
  'customers.problem.', // app/features/customers/form/customer-form-shape.ts
  'customers.duplicate.', // Likeness
  'messages.', // states and reasons of deliveries, fields of sync/collections/message.ts
  'conversations.field.', // fields, app/features/messages/conversations.record.tsx
  'consents.', // channels, decisions, sources and fields of sync/collections/consent.ts
  'interactions.call.', // OUTCOMES
  'interactions.visit.', // OUTCOMES
  'interactions.log.saved.', // INTERACTION_KINDS
  'interactions.log.savedDone.', // call and visit
  'interactions.log.start.', // call and visit
  'interactions.followUp.', // Suggestion of app/features/interactions/next-step.ts
  'interactions.outcome.', // INTERACTION_OUTCOMES
  'appointments.status.', // APPOINTMENT_STATUSES
  'appointments.kind.', // APPOINTMENT_KINDS
  'appointments.field.', // fields and units, app/features/appointments/appointments.record.tsx
  'interactions.field.', // fields and units, app/features/interactions/interactions.record.tsx
  'appointments.problem.', // app/features/appointments/form/appointment-form-shape.ts
  'appointments.approval.', // app/features/appointments/approval
  'appointments.answers.news.', // app/features/appointments/appointment-news.ts
  'appointments.cancel.reason.', // app/features/appointments/cancel-dialog.tsx
  'appointments.clash.as.', // DateDecision
  'appointments.work.', // WorkWarning of sync/rules/work-warnings.ts
  'appointments.away.', // app/features/appointments/calendar/use-work-shade.ts
  'appointments.scope.', // SERIES_SCOPES, with and without ".note"
  'appointments.recurrence.', // app/features/appointments/recurrence/recurrence-picker.tsx
  'appointments.view.', // CALENDAR_VIEWS
  'appointments.previous.', // CALENDAR_VIEWS
  'appointments.next.', // CALENDAR_VIEWS
  'settings.feed.', // app/features/settings/calendar-feed-row.tsx
  'settings.field.', // fields, app/features/settings/settings.record.tsx
  'settings.key.', // SETTING_SHAPES
  'settings.signature.', // SIGNATURES
  'settings.part.', // app/features/settings/parts/setting-part-screen.tsx
  'settings.partDetail.', // the same
  'reminders.ladder.', // LADDERS of app/features/settings/parts/reminder-choices.ts
  'reminders.tried.', // channels, and why one reached nobody
  'reminders.kind.', // REMINDER_KINDS
  'reminders.reason.', // REMINDER_REASONS of sync/rules/reminder-plan.ts
  'reminders.answer.', // CUSTOMER_ANSWERS
  'reminders.choice.', // RemindChoice
  'reminders.rule.at', // notices of a rule
  'settings.stage.kind.', // STAGE_KINDS
  'settings.stage.colour.', // steps of the ramp
  'files.mark.', // FILE_MARKS
  'files.field.', // fields, app/features/files/files.record.tsx
  'segments.fact.', // FACTS
  'segments.operator.', // OPERATORS
  'segments.says.', // app/features/segments/condition-words.tsx
  'segments.choice.', // app/features/segments/use-fact-choices.ts
  'filter.combinator.', // and, or
  'filter.joined.', // and, or
  'segments.field.', // fields, app/features/segments/segments.record.tsx
  'templates.field.', // fields and units, app/features/templates/templates.record.tsx
  'templates.purpose.', // TEMPLATE_PURPOSES
  'templates.variable.', // TEMPLATE_VARIABLES
  'templates.problem.', // TemplateProblem
  'conflicts.deletion.', // ConflictedCollection
  'conflicts.keepRecord.', // ConflictedCollection
  'outbox.change.', // change and collection of OutboxEntry
  'outbox.gone.', // WritableCollectionName
  'outbox.discard.', // app/features/outbox/discard-dialog.tsx
  'outbox.words.', // RecordState
  'today.greeting.', // PartOfDay
  'members.role.', // ROLES, with and without "Detail"
  'members.reset.', // the questions of app/features/members/administration.tsx
  'campaigns.', // states, reasons, parts, problems, tools and checks of app/features/campaigns/
  'imports.', // states, outcomes, reasons, cells, modes and decisions, app/features/imports/
  'deliveries.', // states, reasons, purposes, channels and decisions, app/features/deliveries/
  'system.job.', // names of server/jobs/job-list.ts
  'countries.phone.', // app/features/countries/phone-field.tsx
  'audit.action.', // ChangeAction of server/replication/audit-changes.ts
  'device.state.', // DeviceEntry of server/features/auth/devices.store.ts
  'lines.trouble.', // LineTrouble
  'chat.line.state.', // states of a line, server/features/lines/manage-lines.ts
  'chat.kind.', // MESSAGE_KINDS
  'chat.typing.', // composing, recording
  'chat.tick.', // TICKS
  'chat.attach.closed.', // channels without files
  'chat.voice.', // VoiceProblem
  'chat.filter.', // CHAT_FILTERS and unmatched
  'chat.laterAt.', // LaterChoice
  'members.reopen.',
];
