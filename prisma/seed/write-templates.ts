import type { ClientBase } from 'pg';
import { copyRows } from './copy-rows';
import type { DEMO_TEMPLATES } from './demo-templates';
import { stampsOf } from './write-records';

export async function writeTemplates(
  client: ClientBase,
  templates: typeof DEMO_TEMPLATES,
  createdBy: string,
  nowIso: string,
): Promise<void> {
  await copyRows(
    client,
    'templates',
    [
      ...['id', 'name', 'purpose', 'email_subject_tr', 'email_body_tr', 'email_subject_en', 'email_body_en'],
      ...['sms_tr', 'sms_en', 'created_by', 'created_at', 'stamps'],
    ],
    templates,
    (one) => [
      one.id,
      one.name,
      one.purpose,
      one.emailSubjectTr,
      one.emailBodyTr,
      one.emailSubjectEn,
      one.emailBodyEn,
      one.smsTr,
      one.smsEn,
      createdBy,
      nowIso,
      stampsOf(nowIso),
    ],
  );
}
