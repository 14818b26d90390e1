import { expect, it } from 'vitest';
import { templateShape } from '../../sync/collections/template';
import { linkInSms, measureSms } from '../../sync/rules/sms-text';
import { fillTemplate, hasPlaces, TEMPLATE_VARIABLES, unknownPlaces } from '../../sync/rules/template-text';
import { DEMO_TEMPLATES } from './demo-templates';

const by = { archivedAt: '', createdBy: DEMO_TEMPLATES[0]!.id, createdAt: '2026-11-26T09:00:00.000Z' };
const values = Object.fromEntries(TEMPLATE_VARIABLES.map((variable) => [variable, 'Perşembe 14:00']));

it.each(DEMO_TEMPLATES.map((template) => [template.name, template] as const))('%s can be sent everywhere', (_, one) => {
  expect(templateShape.safeParse({ ...one, ...by }).success).toBe(true);
  const texts = [one.emailSubjectTr, one.emailBodyTr, one.emailSubjectEn, one.emailBodyEn, one.smsTr, one.smsEn];
  for (const text of texts) {
    expect([text === '', unknownPlaces(text)]).toEqual([false, []]);
    expect(hasPlaces(fillTemplate(text, values))).toBe(false);
  }
  for (const text of [one.smsTr, one.smsEn]) {
    const filled = fillTemplate(text, values);
    expect([linkInSms(filled), measureSms(filled, true).parts]).toEqual([
      '',
      expect.toSatisfy((parts: number) => parts <= 2),
    ]);
  }
});
