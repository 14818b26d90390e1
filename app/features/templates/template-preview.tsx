import { useMemo, useState } from 'react';
import type { DocumentQuery } from '../../database/document-query';
import { isOpen } from '../../../sync/rules/appointment-status';
import { fillTemplate, hasPlaces, variablesIn, type TemplateVariable } from '../../../sync/rules/template-text';
import { useDatabase } from '../../database/database-context';
import type { StoredByCollection, StoredCustomer } from '../../database/saha-database';
import { useDocuments } from '../../database/use-document';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Panel } from '../../ui/panel';
import { customerName } from '../customers/customer-name';
import { TEMPLATE_TEXTS, type TemplateForm } from './template-form';
import { SmsMeasure } from './sms-measure';
import { readersFirst } from './template-readers';
import styles from './template-screen.module.css';
import { textFor, type TemplateLanguage } from './use-templates';
import { usePlaces } from './use-places';
import { useTemplateValues } from './use-template-values';

const SHOWN = 12;
const BOOKED = 60;
const NEVER = '9999';
const some = (language?: TemplateLanguage): DocumentQuery<StoredByCollection['customers']> => ({
  selector: { deletedAt: '', ...(language === undefined ? {} : { language }) },
  sort: [{ sortKey: 'asc' }],
  limit: SHOWN,
});
const ANYBODY = some();
const READERS = { tr: some('tr'), en: some('en') };

const isOfAppointment = (variable: TemplateVariable) => variable.startsWith('appointment');

/** Some of the customers, in the order of `readersFirst`. */
function useReaders(language: TemplateLanguage, needsAppointment: boolean): readonly StoredCustomer[] {
  const { clock } = useDatabase();
  const [now] = useState(() => new Date(clock.nowMs()).toISOString());
  const booked = useDocuments('appointments', {
    selector: { startsAt: { $gte: needsAppointment ? now : NEVER } },
    sort: [{ startsAt: 'asc' }],
    limit: BOOKED,
  });
  const ids = (booked ?? []).filter((one) => one.deletedAt === '' && isOpen(one)).map(({ customerId }) => customerId);
  const theirs = useDocuments('customers', { selector: { id: { $in: [...new Set(ids)] } } });
  const readers = useDocuments('customers', READERS[language]);
  const anybody = useDocuments('customers', ANYBODY);
  return useMemo(() => {
    // Until it is known whose they are nobody is shown, or the first would change under the reader.
    if (readers === undefined || anybody === undefined || booked === undefined || theirs === undefined) return [];
    return readersFirst(language, theirs, [...readers, ...anybody]);
  }, [language, readers, anybody, booked, theirs]);
}

/** How the texts of a language read to one of the office's own customers; another one at a tap. */
export function TemplatePreview({ form, language }: { form: TemplateForm; language: TemplateLanguage }) {
  const t = useText();
  const [at, setAt] = useState(0);
  const needsAppointment = variablesIn(...TEMPLATE_TEXTS.map((field) => form[field])).some(isOfAppointment);
  const customers = useReaders(language, needsAppointment);
  const customer = customers[at % Math.max(1, customers.length)];
  if (customer === undefined) return null;
  return (
    <Panel
      title={t('templates.preview')}
      action={
        customers.length > 1 && (
          <Button variant="quiet" onPress={() => setAt(at + 1)}>
            {t('templates.another')}
          </Button>
        )
      }
    >
      <p className={styles.about}>{t('templates.previewOf', { name: customerName(customer, t) })}</p>
      <Filled form={form} customer={customer} />
    </Panel>
  );
}

function Filled({ form, customer }: { form: TemplateForm; customer: StoredCustomer }) {
  const t = useText();
  const { show } = usePlaces();
  const values = useTemplateValues(customer);
  if (values === undefined) return null;
  const shown = (['email', 'sms'] as const).flatMap((channel) => {
    const text = textFor(form, channel, customer.language);
    if (text === null) return [];
    const filled = [text.subject, text.body].map((part) => fillTemplate(part, values));
    return [{ channel, subject: filled[0] ?? '', body: filled[1] ?? '' }];
  });
  if (shown.length === 0) return <p className={styles.about}>{t('templates.previewNothing')}</p>;
  return (
    <div className={styles.previews}>
      {shown.map(({ channel, subject, body }) => (
        <section key={channel} className={styles.filled}>
          <h3 className={styles.channel}>{t(`messages.kind.${channel}.out`)}</h3>
          {subject !== '' && <p className={styles.subject}>{show(subject)}</p>}
          <p className={styles.text}>{show(body)}</p>
          {channel === 'sms' && <SmsMeasure text={body} isLive={false} />}
          {hasPlaces(subject + body) && <p className={styles.about}>{t('templates.previewMissing')}</p>}
        </section>
      ))}
    </div>
  );
}
