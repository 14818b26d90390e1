import { useState } from 'react';
import { Phone } from 'lucide-react';
import { Link } from 'react-aria-components';
import { EVERYBODY, useCustomerRows, type CustomerRow } from '../../database/use-customer-rows';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { callLink } from '../../ui/contact-link';
import { IconLink } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { Panel } from '../../ui/panel';
import { TwoLines } from '../../ui/two-lines';
import { CustomerStepRow } from '../appointments/customer-step-row';
import { customerName } from '../customers/customer-name';

import { nextStepWords } from '../interactions/next-step-words';
import styles from './quiet-customers.module.css';

const SHOWN = 5;
/** More than this on one day is a list of its own; what is due longest stands first. */
const MOST = 100;

/** Whom one said one would call today, and whom one has not called yet. */
export function DueSteps({ ownerId, today }: { ownerId: string | null; today: string }) {
  const t = useText();
  const formats = useFormats();
  const [isAll, setAll] = useState(false);
  const filter = { ...EVERYBODY, dueBy: today, ownerIds: ownerId === null ? [] : [ownerId] };
  const { total, ready, rowAt } = useCustomerRows(filter, 'due');
  if (!ready || total === 0) return null;
  const shown = Math.min(total, isAll ? MOST : SHOWN);
  const rows = Array.from({ length: shown }, (_, at) => rowAt(at)).filter(
    (row): row is CustomerRow => row !== undefined,
  );
  return (
    <Panel isFlush title={t('today.steps.title', { count: total })}>
      <ul className={styles.list}>
        {rows.map((row) => {
          const name = customerName(row, t);
          const step = stepOf(row);
          return (
            <li key={row.id}>
              <CustomerStepRow customerId={row.id} name={name} step={step}>
                <span className={styles.item}>
                  <Link href={`/customers/${row.id}`} className={styles.link}>
                    <TwoLines name={name} about={nextStepWords(step, today, t, formats)} />
                  </Link>
                  {row.phone !== '' && (
                    <IconLink
                      tone="accent"
                      href={callLink(row.phone)}
                      label={t('today.callName', { name })}
                      icon={<Phone {...iconSize.row} />}
                    />
                  )}
                </span>
              </CustomerStepRow>
            </li>
          );
        })}
      </ul>
      {!isAll && total > shown && (
        <Button variant="quiet" isWide onPress={() => setAll(true)}>
          {t('today.steps.all', { count: total - shown })}
        </Button>
      )}
    </Panel>
  );
}

const stepOf = ({ nextStepText, nextStepDueOn, nextStepDueTime }: CustomerRow) => ({
  nextStepText,
  nextStepDueOn,
  nextStepDueTime,
  nextStepDoneAt: '',
});
