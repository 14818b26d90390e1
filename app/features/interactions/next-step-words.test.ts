import { expect, it } from 'vitest';
import { askedOutcomeText } from '../../../sync/rules/asked-outcome';
import { createFormats } from '../../i18n/formats';
import type { Text } from '../../i18n/use-text';
import turkish from '../../i18n/messages/interactions.tr.json';
import { nextStepWords, stepText } from './next-step-words';

const t: Text = (key, values) => `${key}${values === undefined ? '' : ` ${Object.values(values).join(' ')}`}`;

it('says what the office asks in its reader’s words, and leaves what people wrote', () => {
  const text = askedOutcomeText('2028-02-29T15:30');
  const [tr, en] = (['tr', 'en'] as const).map((language) => createFormats(language, 'Europe/Istanbul'));
  expect(stepText(text, t, tr!)).toBe('interactions.nextStep.outcome 29 Şubat 15:30');
  expect(stepText(text, t, en!)).toBe('interactions.nextStep.outcome February 29, 3:30\u00a0PM');
  expect(stepText('Teklif gönder', t, en!)).toBe('Teklif gönder');
  const step = { nextStepText: text, nextStepDueOn: '2028-03-01', nextStepDueTime: '', nextStepDoneAt: '' };
  expect(nextStepWords(step, '2028-03-01', t, en!)).toBe(
    'interactions.nextStep.outcome February 29, 3:30\u00a0PM · interactions.nextStep.today',
  );
});

it('does not say of what was to be written or sent that somebody was to be called', () => {
  const inTurkish: Text = (key, values) =>
    (turkish as Record<string, string>)[key]!.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values?.[name]));
  const step = { nextStepText: 'Teklif gönder', nextStepDueOn: '2028-02-28', nextStepDueTime: '', nextStepDoneAt: '' };
  expect(nextStepWords(step, '2028-03-01', inTurkish, createFormats('tr', 'Europe/Istanbul'))).toBe(
    'Teklif gönder · evvelsi gün yapılacaktı',
  );
});
