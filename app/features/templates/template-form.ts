/** A template as it is written on the screen: places bear the reader's words. Pure. */
import { unknownPlaces, withoutPlaces } from '../../../sync/rules/template-text';
import { isTooLongForSms, linkInSms } from '../../../sync/rules/sms-text';
import type { Places } from './use-places';
import {
  TEMPLATE_PURPOSES,
  type TemplateFields,
  type TemplateFile,
  type TemplatePurpose,
} from '../../../sync/collections/template';

export const TEMPLATE_TEXTS = [
  'emailSubjectTr',
  'emailBodyTr',
  'emailSubjectEn',
  'emailBodyEn',
  'smsTr',
  'smsEn',
] as const;
export type TemplateTextField = (typeof TEMPLATE_TEXTS)[number];
export type TemplateLanguage = 'Tr' | 'En';
export type TemplateForm = Readonly<Record<TemplateTextField, string>> & {
  readonly name: string;
  readonly purpose: TemplatePurpose;
  readonly files: readonly TemplateFile[];
};
export type TemplateProblem = 'name' | 'empty' | 'subject' | 'unknown' | 'link' | 'long';

export const EMPTY_TEMPLATE: TemplateForm = {
  name: '',
  purpose: 'other',
  files: [],
  emailSubjectTr: '',
  emailBodyTr: '',
  emailSubjectEn: '',
  emailBodyEn: '',
  smsTr: '',
  smsEn: '',
};

type StoredTexts = Omit<TemplateFields, 'id' | 'files'> & { readonly files?: readonly TemplateFile[] };

/** `show`: what is stored, with the reader's names in its places. */
export function toForm(stored: StoredTexts, show: Places['show']): TemplateForm {
  const texts = Object.fromEntries(TEMPLATE_TEXTS.map((field) => [field, show(stored[field])]));
  const purpose = TEMPLATE_PURPOSES.find((known) => known === stored.purpose) ?? 'other';
  return { ...EMPTY_TEMPLATE, ...texts, name: stored.name, purpose, files: stored.files ?? [] };
}

/** What is stored of it: places by their own names, spaces around the whole cut. */
export function fromForm(form: TemplateForm, mean: Places['mean']): TemplateForm {
  const texts = Object.fromEntries(TEMPLATE_TEXTS.map((field) => [field, mean(form[field]).trim()]));
  return { ...form, ...texts, name: form.name.trim() };
}

/** In which language's texts a field stands; null for what is said once. */
export const languageOf = (field: keyof TemplateForm): TemplateLanguage | null =>
  field.endsWith('Tr') ? 'Tr' : field.endsWith('En') ? 'En' : null;

/**
 * Of a form as it is stored: what keeps it from being saved, and where; null where nothing does. `hasTurkish`: as in
 * measureSms, of whoever carries the office's SMS.
 */
export function problemOf(
  form: TemplateForm,
  hasTurkish: boolean,
): { field: keyof TemplateForm; problem: TemplateProblem } | null {
  if (form.name === '') return { field: 'name', problem: 'name' };
  for (const field of TEMPLATE_TEXTS) if (unknownPlaces(form[field]).length > 0) return { field, problem: 'unknown' };
  for (const language of ['Tr', 'En'] as const) {
    const [subject, body] = [`emailSubject${language}`, `emailBody${language}`] as const;
    if (form[body] !== '' && form[subject] === '') return { field: subject, problem: 'subject' };
    const sms = `sms${language}` as const;
    if (linkInSms(form[sms]) !== '') return { field: sms, problem: 'link' };
    if (isTooLongForSms(withoutPlaces(form[sms]), hasTurkish)) return { field: sms, problem: 'long' };
  }
  const bodies = ['emailBodyTr', 'emailBodyEn', 'smsTr', 'smsEn'] as const;
  return bodies.every((field) => form[field] === '') ? { field: 'emailBodyTr', problem: 'empty' } : null;
}
