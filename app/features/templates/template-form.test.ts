import { describe, expect, it } from 'vitest';
import { fromWords, inWords, TEMPLATE_VARIABLES, type TemplateVariable } from '../../../sync/rules/template-text';
import { EMPTY_TEMPLATE, fromForm, problemOf, TEMPLATE_TEXTS, toForm, type TemplateForm } from './template-form';

const wordOf = (variable: string) => (variable === 'firstName' ? 'ad' : `söz ${variable}`);
const words = Object.fromEntries(TEMPLATE_VARIABLES.map((variable) => [variable, [wordOf(variable)]]));
const show = (text: string) => inWords(text, wordOf);
const mean = (text: string) => fromWords(text, words as unknown as Record<TemplateVariable, string[]>);
const form: TemplateForm = { ...EMPTY_TEMPLATE, name: 'Hoş geldiniz', smsTr: 'Merhaba {{ad}}' };
const stored = { archivedAt: '', createdBy: '', createdAt: '' };

describe('a template in the making', () => {
  it('comes back from the store as it was written, in whatever field', () => {
    for (const field of TEMPLATE_TEXTS) {
      const texts = { [field]: TEMPLATE_VARIABLES.map((variable) => `{{${wordOf(variable)}}}`).join(' ') };
      const kept = fromForm({ ...form, ...texts }, mean);
      expect(kept[field]).toBe(TEMPLATE_VARIABLES.map((variable) => `{{${variable}}}`).join(' '));
      expect(toForm({ ...kept, ...stored }, show)[field]).toBe(texts[field]);
    }
  });

  it.each<[string, Partial<TemplateForm>, unknown]>([
    ['nothing', {}, null],
    ['its name', { name: '  ' }, { field: 'name', problem: 'name' }],
    ['any text', { smsTr: '' }, { field: 'emailBodyTr', problem: 'empty' }],
    ['a subject', { emailBodyEn: 'Hello' }, { field: 'emailSubjectEn', problem: 'subject' }],
    ['a known place', { smsEn: '{{isim}}' }, { field: 'smsEn', problem: 'unknown' }],
    ['an SMS of six parts at most', { smsTr: 'ş'.repeat(403) }, { field: 'smsTr', problem: 'long' }],
    ['anything of six parts', { smsTr: `${'ş'.repeat(402)}{{ad}}` }, null],
    ['an SMS without a link', { smsEn: 'https://saha.example' }, { field: 'smsEn', problem: 'link' }],
  ])('may lack %s', (_, change, problem) => {
    expect(problemOf(fromForm({ ...form, ...change }, mean), false)).toEqual(problem);
  });

  it('is as long as whoever carries the SMS can take', () => {
    const long = fromForm({ ...form, smsTr: 'ş'.repeat(440) }, mean);
    expect([problemOf(long, true), problemOf(long, false)?.problem]).toEqual([null, 'long']);
  });
});
