import { useMemo } from 'react';
import type { TemplateFields } from '../../../sync/collections/template';
import type { StoredByCollection } from '../../database/saha-database';
import { useAllDocuments } from '../../database/use-all-documents';

export type StoredTemplate = StoredByCollection['templates'];
export type TemplateChannel = 'email' | 'sms';
export type TemplateLanguage = 'tr' | 'en';
export type TemplateText = { readonly subject: string; readonly body: string };

/** In the order of the Turkish alphabet, archived ones last; `undefined` while they are read. */
export function useTemplates(): readonly StoredTemplate[] | undefined {
  const found = useAllDocuments('templates');
  return useMemo(() => {
    const order = new Intl.Collator('tr');
    return found
      ?.slice()
      .sort((a, b) => Number(a.archivedAt !== '') - Number(b.archivedAt !== '') || order.compare(a.name, b.name));
  }, [found]);
}

type Texts = Omit<TemplateFields, 'id' | 'name' | 'purpose' | 'files' | 'archivedAt' | 'createdBy' | 'createdAt'>;

/** What it says there; null where it says nothing. */
export function textOf(template: Texts, channel: TemplateChannel, language: TemplateLanguage): TemplateText | null {
  const isTurkish = language === 'tr';
  const text =
    channel === 'sms'
      ? { subject: '', body: isTurkish ? template.smsTr : template.smsEn }
      : isTurkish
        ? { subject: template.emailSubjectTr, body: template.emailBodyTr }
        : { subject: template.emailSubjectEn, body: template.emailBodyEn };
  return text.body === '' ? null : text;
}

/** In the customer's language, else in the other one; null where it says nothing on this channel. */
export function textFor(template: Texts, channel: TemplateChannel, language: TemplateLanguage): TemplateText | null {
  return textOf(template, channel, language) ?? textOf(template, channel, language === 'tr' ? 'en' : 'tr');
}
