import { Ellipsis, Merge, PencilLine, ShieldX, Trash2 } from 'lucide-react';
import { Link } from 'react-aria-components';
import type { StoredCustomer } from '../../../database/saha-database';
import { shownBasis } from '../../../database/stored-document';
import { useLastContact } from '../../../database/use-person';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { IconButton } from '../../../ui/icon-button';
import { callLink } from '../../../ui/contact-link';
import { iconSize } from '../../../ui/icon-size';
import { Menu } from '../../../ui/menu';
import { Particulars } from '../../../ui/particulars';
import { CountryFlag } from '../../countries/country-flag';
import { useStages } from '../../settings/use-stages';
import styles from './card-header.module.css';
import { customerName } from '../customer-name';
import { lastContactWords } from '../last-contact';
import { LabelPicker } from './label-picker';
import { RecordMark } from '../../../shell/record-mark';
import { StagePicker } from '../stage/stage-picker';
import { useNowMs } from '../../../ui/use-now';
import { useIsGuest } from './use-is-guest';
import { usePhoneWords } from '../use-phone-words';
import type { SaveCustomer } from '../form/use-save-customer';
import { useStageChange } from '../stage/use-stage-change';

export function CardHeader({
  customer,
  save,
  onCall,
  onEdit,
  onDelete,
  onMerge,
  onErase,
}: {
  customer: StoredCustomer;
  save: SaveCustomer;
  /** The number was tapped; the device rings it. */
  onCall: () => void;
  onEdit: () => void;
  onDelete: () => void;
  onMerge: () => void;
  /** Left out: it is not theirs to do. */
  onErase: (() => void) | undefined;
}) {
  const t = useText();
  const isGuest = useIsGuest(customer);
  const change = useStageChange();
  const isLost = useStages().stageOf(customer.stage)?.kind === 'lost';
  const formats = useFormats();
  const nowMs = useNowMs();
  const lastContactAt = useLastContact(customer);
  const phoneWords = usePhoneWords();
  const phone = customer.phone || customer.altPhone;
  const [first, ...others] = [
    customer.city,
    customer.occupation,
    lastContactWords(lastContactAt, t, formats, nowMs),
    customer.lastCampaign?.name === undefined ? '' : t('customers.lastCampaign', { name: customer.lastCampaign.name }),
  ].filter((fact) => fact !== '');
  return (
    <header className={styles.header}>
      <div className={styles.names}>
        <div className={styles.first}>
          <h2 className={styles.name}>{customerName(customer, t)}</h2>
          {phone !== '' && (
            <Link
              href={callLink(phone)}
              onPress={onCall}
              className={styles.number}
              aria-label={t('customers.field.callNumber', { phone: phoneWords(phone) })}
            >
              {phoneWords(phone)}
            </Link>
          )}
        </div>
        <p className={styles.facts}>
          <Particulars
            isPlain
            texts={[
              customer.countryId === '' ? (
                first
              ) : (
                <span className={styles.place}>
                  <CountryFlag id={customer.countryId} />
                  {first}
                </span>
              ),
              ...others,
            ]}
          />
        </p>
        <div className={styles.state}>
          <StagePicker
            stage={customer.stage}
            basis={shownBasis('customers', customer, 'stage')}
            onChange={(stage, begun) => {
              const bases = { stage: begun, lostReason: shownBasis('customers', customer, 'lostReason') };
              change.begin(stage, (valuesOf) => void save(valuesOf(customer), bases));
            }}
          />
          {isLost && (customer.lostReason ?? '') !== '' && <span className={styles.reason}>{customer.lostReason}</span>}
          <LabelPicker
            marks={customer.labels}
            onChange={(change) => void save(({ labels }) => ({ labels: change(labels) }))}
          />
          <RecordMark outbox={customer.outbox} conflicted={customer.conflicted} />
        </div>
      </div>
      {change.question}
      <Menu
        label={t('customers.card.more')}
        trigger={<IconButton label={t('customers.card.more')} icon={<Ellipsis {...iconSize.row} />} />}
        actions={[
          { id: 'edit', label: t('customers.card.edit'), icon: <PencilLine {...iconSize.row} />, onAction: onEdit },
          {
            id: 'merge',
            label: t('customers.card.merge'),
            icon: <Merge {...iconSize.row} />,
            ...(isGuest ? { isDisabled: true, detail: t('customers.guest.merge') } : { onAction: onMerge }),
          },
          {
            id: 'delete',
            label: t('customers.card.delete'),
            icon: <Trash2 {...iconSize.row} />,
            tone: 'danger',
            ...(isGuest ? { isDisabled: true, detail: t('customers.guest.delete') } : { onAction: onDelete }),
          },
          ...(onErase === undefined
            ? []
            : [
                {
                  id: 'erase',
                  label: t('customers.card.erase'),
                  icon: <ShieldX {...iconSize.row} />,
                  tone: 'danger' as const,
                  onAction: onErase,
                },
              ]),
        ]}
      />
    </header>
  );
}
