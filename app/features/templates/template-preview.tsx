import { useMemo, useState } from 'react';
import type { MangoQuery } from 'rxdb';
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
import styles from './template-screen.module.css';
import { textFor } from './use-templates';
import { usePlaces } from './use-places';
import { useTemplateValues } from './use-template-values';

const SHOWN = 12;
const NEVER = '9999';
const SOME: MangoQuery<StoredByCollection['customers']> = { selector: {}, sort: [{ sortKey: 'asc' }], limit: SHOWN };

const isOfAppointment = (variable: TemplateVariable) => variable.startsWith('appointment');

/** Some of the customers; first, where the text speaks of an appointment, those who have one to come. */
function useReaders(needsAppointment: boolean): readonly StoredCustomer[] {
  const { clock } = useDatabase();
  const [now] = useState(() => new Date(clock.nowMs()).toISOString());
  const booked = useDocuments('appointments', {
    selector: { startsAt: { $gte: needsAppointment ? now : NEVER } },
    sort: [{ startsAt: 'asc' }],
    limit: SHOWN,
  });
  const ids = (booked ?? []).filter((one) => one.deletedAt === '' && isOpen(one)).map(({ customerId }) => customerId);
  const theirs = useDocuments('customers', { selector: { id: { $in: [...new Set(ids)] } } });
  const some = useDocuments('customers', SOME);
  return useMemo(() => {
    // Until it is known whose they are nobody is shown, or the first would change under the reader.
    if (some === undefined || booked === undefined || theirs === undefined) return [];
    const all = new Map([...theirs, ...some].map((one) => [one.id, one]));
    return [...all.values()].filter(({ deletedAt }) => deletedAt === '');
  }, [some, booked, theirs]);
}

/** How it reads to one of the office's own customers; another one at a tap. */
export function TemplatePreview({ form }: { form: TemplateForm }) {
  const t = useText();
  const [at, setAt] = useState(0);
  const customers = useReaders(variablesIn(...TEMPLATE_TEXTS.map((field) => form[field])).some(isOfAppointment));
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
          {hasPlaces(subject + body) && <p className={styles.about}>{t('templates.previewMissing')}</p>}
        </section>
      ))}
    </div>
  );
}
