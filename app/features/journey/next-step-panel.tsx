import type { StoredCustomer } from '../../database/saha-database';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Panel } from '../../ui/panel';
import { CustomerStepRow } from '../appointments/customer-step-row';
import { customerName } from '../customers/customer-name';
import { useNowMs } from '../../ui/use-now';
import { isOpenStep, nextStepOf } from '../interactions/next-step';

import { nextStepWords } from '../interactions/next-step-words';
import styles from './latest-of-customer.module.css';

/** What comes next with this customer, while it is to be done. */
export function NextStepPanel({ customer }: { customer: StoredCustomer }) {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const step = nextStepOf(customer);
  if (!isOpenStep(step)) return null;
  return (
    <Panel title={t('interactions.nextStep.title')} isFlush>
      <CustomerStepRow customerId={customer.id} name={customerName(customer, t)} step={step}>
        <p className={styles.step}>{nextStepWords(step, formats.dayOf(nowMs), t, formats)}</p>
      </CustomerStepRow>
    </Panel>
  );
}
