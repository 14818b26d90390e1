/** The writable nouns of sync/collections/nouns.ts as people meet them; nothing compiles while one lacks its part. */
import { appointmentRecord } from '../features/appointments/appointments.record';
import { consentRecord } from '../features/consent/consents.record';
import { conversationRecord } from '../features/messages/conversations.record';
import { customerRecord } from '../features/customers/customers.record';
import { fileRecord } from '../features/files/files.record';
import { messageRecord } from '../features/messages/messages.record';
import { interactionRecord } from '../features/interactions/interactions.record';
import { segmentRecord } from '../features/segments/segments.record';
import { settingRecord } from '../features/settings/settings.record';
import { templateRecord } from '../features/templates/templates.record';
import type { RecordKinds } from './record-kind';

export const RECORD_KINDS: RecordKinds = {
  settings: settingRecord,
  templates: templateRecord,
  segments: segmentRecord,
  customers: customerRecord,
  appointments: appointmentRecord,
  interactions: interactionRecord,
  consents: consentRecord,
  conversations: conversationRecord,
  messages: messageRecord,
  files: fileRecord,
};
