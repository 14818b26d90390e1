import type { TemplateFields } from '../../../sync/collections/template';
import { isTooLongForSms, linkInSms } from '../../../sync/rules/sms-text';
import { unknownPlaces, withoutPlaces } from '../../../sync/rules/template-text';
import { problem, type Change, type Problem, type PushFacts } from '../../lib/push-rule';

/** Texts everybody writes with are the managers' to write. */
export function mayPushTemplate({ before, wanted }: Change, { pusher }: PushFacts): Problem | null {
  if (pusher.role === 'agent') return problem('template.mayNotChange');
  return before === null && wanted['createdBy'] !== pusher.id
    ? problem('request.invalid', { field: 'createdBy' })
    : null;
}

/** After the merge: every place can be filled, and nothing in an SMS keeps it from arriving. */
export function checkTemplate({ before, after, touched }: Change): Problem | null {
  const template = after as TemplateFields;
  const { emailSubjectTr, emailBodyTr, emailSubjectEn, emailBodyEn, smsTr, smsEn } = template;
  if (template.name.trim() === '') return problem('sync.invalidDocument', { field: 'name' });
  if (unknownPlaces(emailSubjectTr, emailBodyTr, emailSubjectEn, emailBodyEn, smsTr, smsEn).length > 0)
    return problem('template.unknownPlace');
  if (linkInSms(smsTr) !== '' || linkInSms(smsEn) !== '') return problem('message.linkInSms');
  // By the carrier that takes most: one with less may be another's tomorrow. The form asks the one there is.
  const isLong = (text: string) => isTooLongForSms(withoutPlaces(text), true);
  const wasTouched = before === null || touched.has('smsTr') || touched.has('smsEn');
  return wasTouched && (isLong(smsTr) || isLong(smsEn)) ? problem('template.smsTooLong') : null;
}
