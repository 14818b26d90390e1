import { ChevronsUpDown, UserRoundPlus } from 'lucide-react';
import { lazy, Suspense, useId, useState, type ReactNode } from 'react';
import { Button as AriaButton, ListBox, ListBoxItem } from 'react-aria-components';
import { EVERYBODY, useCustomerRows, type CustomerRow } from '../../../database/use-customer-rows';
import { useReceiving } from '../../../database/use-sync-status';
import { usePerson } from '../../../database/use-person';
import { useText } from '../../../i18n/use-text';
import { Avatar } from '../../../ui/avatar';
import { Button } from '../../../ui/button';
import { classNames } from '../../../ui/class-names';
import { Dialog } from '../../../ui/dialog';
import field from '../../../ui/field.module.css';
import { iconSize } from '../../../ui/icon-size';
import list from '../../../ui/list-box.module.css';
import { SearchField } from '../../../ui/search-field';
import { customerName } from '../../customers/customer-name';
import { usePhoneWords } from '../../customers/use-phone-words';
import styles from './customer-picker.module.css';

const NewCustomerHere = lazy(() => import('./new-customer-here'));

const SHOWN_ROWS = 40;

/** Whom the appointment is with, found by name, phone, e-mail or city. Cannot change once the appointment exists. */
export function CustomerPicker({
  value,
  onChange,
  error,
  isFixed,
}: {
  value: string;
  onChange: (id: string) => void;
  error?: string;
  isFixed: boolean;
}) {
  const t = useText();
  const labelId = useId(),
    valueId = useId(),
    errorId = useId();
  const [isOpen, setOpen] = useState(false);
  const customer = usePerson(value === '' ? undefined : value);
  const name =
    value === ''
      ? ''
      : customer === undefined
        ? '…'
        : customer === null
          ? t('appointments.unknownCustomer')
          : customerName(customer, t);
  return (
    <div className={field.field} data-field="customerId">
      <span id={labelId} className={field.label}>
        {t('appointments.field.customer')}
        <span className={field.required} aria-hidden="true">
          {' '}
          *
        </span>
      </span>
      <AriaButton
        isDisabled={isFixed}
        onPress={() => setOpen(true)}
        aria-haspopup="dialog"
        aria-labelledby={`${labelId} ${valueId}`}
        aria-describedby={error === undefined ? undefined : errorId}
        className={classNames(field.control, isFixed && styles.fixed)}
        {...(error === undefined ? {} : { 'data-invalid': true })}
      >
        {name !== '' && <Avatar name={name} size="small" />}
        <span id={valueId} className={classNames(field.value, name === '' && field.placeholder)}>
          {name === '' ? t('appointments.pickCustomer') : name}
        </span>
        {customer?.city !== undefined && customer.city !== '' && <span className={styles.city}>{customer.city}</span>}
        {!isFixed && <ChevronsUpDown {...iconSize.small} className={field.chevron} />}
      </AriaButton>
      {error !== undefined && (
        <span id={errorId} className={field.error}>
          {error}
        </span>
      )}
      {isOpen && (
        <CustomerDialog
          onClose={() => setOpen(false)}
          onPick={(id) => {
            onChange(id);
            setOpen(false);
          }}
        />
      )}
    </div>
  );
}

/** A customer found by name, phone, e-mail or city, or made on the spot. */
export function CustomerDialog({ onPick, onClose }: { onPick: (id: string) => void; onClose: () => void }) {
  const t = useText();
  const [text, setText] = useState('');
  const [isNew, setNew] = useState(false);
  return (
    <Dialog isOpen onOpenChange={onClose} title={t(isNew ? 'customers.form.newTitle' : 'appointments.pickCustomer')}>
      {isNew ? (
        <Suspense fallback={null}>
          <NewCustomerHere typed={text} onMade={onPick} onBack={() => setNew(false)} />
        </Suspense>
      ) : (
        <CustomerFinder text={text} onText={setText} onPick={onPick}>
          <Button icon={<UserRoundPlus {...iconSize.row} />} isWide onPress={() => setNew(true)}>
            {t('customers.add')}
          </Button>
        </CustomerFinder>
      )}
    </Dialog>
  );
}

/** Customers of this device by name, phone, e-mail or city; `above` stands over them, `children` below. */
export function CustomerFinder({
  text,
  onText,
  onPick,
  exceptId,
  above,
  children,
}: {
  text: string;
  onText: (text: string) => void;
  onPick: (id: string) => void;
  exceptId?: string;
  above?: ReactNode;
  children?: ReactNode;
}) {
  const t = useText();
  const phoneWords = usePhoneWords();
  const { isReceiving } = useReceiving();
  const { total, rowAt } = useCustomerRows({ ...EVERYBODY, text }, text === '' ? 'lastContact' : 'name');
  const rows = Array.from({ length: Math.min(total, SHOWN_ROWS) }, (_, at) => rowAt(at)).filter(
    (row): row is CustomerRow => row !== undefined && row.id !== exceptId,
  );
  return (
    <div className={styles.pick}>
      <SearchField
        label={t('customers.search')}
        placeholder={t('customers.searchPlaceholder')}
        value={text}
        onChange={onText}
        onSubmit={() => {
          if (text !== '' && rows[0] !== undefined) onPick(rows[0].id);
        }}
        autoFocus
      />
      {above}
      <ListBox
        aria-label={t('customers.title')}
        items={rows}
        selectionMode="none"
        onAction={(id) => onPick(String(id))}
        className={styles.found}
        renderEmptyState={() => (
          <p className={list.none}>{t(isReceiving ? 'customers.receiving.title' : 'ui.nothingFound')}</p>
        )}
      >
        {(row) => (
          <ListBoxItem id={row.id} textValue={customerName(row, t)} className={list.item}>
            <Avatar name={customerName(row, t)} />
            <span className={list.words}>
              {customerName(row, t)}
              <span className={list.detail}>
                {[phoneWords(row.phone), row.city].filter((part) => part !== '').join(' · ')}
              </span>
            </span>
          </ListBoxItem>
        )}
      </ListBox>
      {total > SHOWN_ROWS && <p className={styles.more}>{t('appointments.pickMore', { count: total - SHOWN_ROWS })}</p>}
      {children}
    </div>
  );
}
