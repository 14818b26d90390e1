import type { TemplateFields } from '../../../sync/collections/template';
import { linkInSms } from '../../../sync/rules/sms-text';
import { unknownPlaces } from '../../../sync/rules/template-text';
import { problem, type Change, type Problem, type PushFacts } from '../../lib/push-rule';

/** Texts everybody writes with are the managers' to write. */
export function mayPushTemplate({ before, wanted }: Change, { pusher }: PushFacts): Problem | null {
  if (pusher.role === 'agent') return problem('template.mayNotChange');
  return before === null && wanted['createdBy'] !== pusher.id
    ? problem('request.invalid', { field: 'createdBy' })
    : null;
}

/** After the merge: every place can be filled, and nothing in an SMS keeps it from arriving. */
export function checkTemplate({ after }: Change): Problem | null {
  const template = after as TemplateFields;
  const { emailSubjectTr, emailBodyTr, emailSubjectEn, emailBodyEn, smsTr, smsEn } = template;
  if (template.name.trim() === '') return problem('sync.invalidDocument', { field: 'name' });
  if (unknownPlaces(emailSubjectTr, emailBodyTr, emailSubjectEn, emailBodyEn, smsTr, smsEn).length > 0)
    return problem('template.unknownPlace');
  return linkInSms(smsTr) === '' && linkInSms(smsEn) === '' ? null : problem('message.linkInSms');
}
