/** Every ready text of the demo office, with each of its places unknown in turn: it never leaves, from either end. */
import { expect, it } from 'vitest';
import { problemOf } from '../../../app/features/messages/writing-problem';
import { DEMO_TEMPLATES } from '../../../prisma/seed/demo-templates';
import { fillTemplate, TEMPLATE_VARIABLES, variablesIn } from '../../../sync/rules/template-text';
import type { Change } from '../../lib/push-rule';
import { checkMessage } from './message-push-rules';

const KNOWN = Object.fromEntries(TEMPLATE_VARIABLES.map((variable) => [variable, 'Perşembe 14.00']));
const texts = DEMO_TEMPLATES.flatMap((one) => [
  ['email', one.emailSubjectTr, one.emailBodyTr] as const,
  ['email', one.emailSubjectEn, one.emailBodyEn] as const,
  ['sms', '', one.smsTr] as const,
  ['sms', '', one.smsEn] as const,
]);

/** What the composer and the office say of it. */
function saidOf(channel: 'email' | 'sms', subject: string, body: string): [string | null, string | null] {
  const after = { channel, direction: 'out', subject, body, bulkId: '', fileId: '', kind: 'text' };
  return [
    problemOf(channel, subject, body, true),
    checkMessage({ before: null, after } as unknown as Change)?.code ?? null,
  ];
}

it('with all of its places filled may leave', () => {
  for (const [channel, subject, body] of texts)
    expect(saidOf(channel, fillTemplate(subject, KNOWN), fillTemplate(body, KNOWN))).toEqual([null, null]);
});

it('with any of them missing may not, in either language, on either channel', () => {
  let holes = 0;
  for (const [channel, subject, body] of texts)
    for (const missing of variablesIn(subject, body))
      for (const nothing of [undefined, '']) {
        const others = Object.entries(KNOWN).filter(([name]) => name !== missing);
        const values = Object.fromEntries(nothing === undefined ? others : [...others, [missing, nothing]]);
        const said = saidOf(channel, fillTemplate(subject, values), fillTemplate(body, values));
        expect([missing, ...said]).toEqual([missing, 'unfilled', 'message.unfilled']);
        holes += 1;
      }
  expect(holes).toBeGreaterThan(60);
});
