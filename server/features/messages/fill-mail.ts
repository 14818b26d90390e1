import { hasPlaces } from '../../../sync/rules/template-text';
import { escaped } from './email-html';
import { Unwritable } from './unwritable';

export type MailTexts = { readonly subject: string; readonly html: string; readonly text: string };

const PLACE = /\{\{([A-Za-z]+)\}\}/g;

/**
 * The places of a frozen mail with somebody's values, in one go: what a value holds is never read as a place. Throws
 * Unwritable where one has no value: a mail with a hole in it does not leave.
 */
export function fillMail(mail: MailTexts, values: Readonly<Record<string, string>>): MailTexts {
  const fill = (text: string, write: (value: string) => string) =>
    text.replace(PLACE, (_, name: string) => {
      const value = Object.hasOwn(values, name) ? (values[name] ?? '') : '';
      if (value === '') throw new Unwritable(`the mail has nothing for ${name}`);
      return write(value);
    });
  if (hasPlaces(mail.subject.replace(PLACE, ''))) throw new Unwritable('the subject has a place that nobody knows');
  return {
    subject: fill(mail.subject, (value) => value),
    html: fill(mail.html, escaped),
    text: fill(mail.text, (value) => value),
  };
}
