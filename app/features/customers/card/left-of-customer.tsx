import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { fieldsWorthKeeping } from '../../../shell/worth-keeping';
import { LeftDrafts, type LeftWords } from '../../../shell/left-drafts';
import type { DraftContent } from '../../../shell/draft-store';
import { useValueWords } from '../../audit/use-value-words';

/** What was left half typed about a customer whose card and forms are not to be opened on this device any more. */
export function LeftOfCustomer({ customerId }: { customerId: string }) {
  const t = useText();
  const formats = useFormats();
  const { labelOf, wordsOf } = useValueWords('customers');
  // As the screens that keep them name them.
  const [form, field, log, mail, sms] = [
    `customer-edit:${customerId}`,
    `customer:${customerId}:`,
    `log:${customerId}`,
    `message:${customerId}`,
    `message-sms:${customerId}`,
  ] as const;
  const partsOf = (content: DraftContent, words: (name: string, value: unknown) => LeftWords['parts'][number]) =>
    fieldsWorthKeeping(content).map((name) => words(name, content.values[name]));

  const leftWords = (name: string, content: DraftContent): LeftWords => {
    if (name === form)
      return {
        title: t('customers.form.editTitle'),
        parts: partsOf(content, (of, value) => ({ label: labelOf(of), text: wordsOf(of, value) })),
      };
    if (name.startsWith(field)) {
      const of = name.slice(field.length);
      return { title: labelOf(of), parts: [{ label: '', text: wordsOf(of, content.values['text']) }] };
    }
    if (name === log)
      return {
        title: t('interactions.log.title'),
        parts: partsOf(content, (of, value) => ({
          label: '',
          text: of === 'picked' ? timeWords(value) : textOf(value),
        })),
      };
    return {
      title: t(`consents.channel.${name === sms ? 'sms' : 'email'}`),
      parts: partsOf(content, (of, value) => ({
        label: of === 'subject' || of === 'body' ? t(`messages.field.${of}`) : t('messages.field.carriedIds'),
        text: textOf(value),
      })),
    };
  };
  const timeWords = (picked: unknown) => {
    const { dayOn, clock } = picked as { dayOn: string; clock: string };
    return `${formats.day(dayOn)} ${clock}`;
  };
  return <LeftDrafts prefixes={[form, field, log, mail, sms]} wordsOf={leftWords} />;
}

/** Of files their names. */
const textOf = (value: unknown): string =>
  Array.isArray(value) ? value.map((one: { name?: string }) => one.name ?? '').join(', ') : String(value);
