import { useState } from 'react';
import { plainDigits } from '../../../../sync/rules/plain-digits';
import { useDatabase } from '../../../database/database-context';
import { createDocument } from '../../../database/write';
import { useLanguage } from '../../../i18n/language';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { TextField } from '../../../ui/text-field';
import { showToast } from '../../../ui/toast';
import { useOnce } from '../../../ui/use-once';
import { PhoneField } from '../../countries/phone-field';
import { useStages } from '../../settings/use-stages';
import {
  checkCustomerForm,
  emptyCustomerForm,
  type CustomerFormField,
  type CustomerFormValues,
} from '../../customers/form/customer-form-shape';
import { customerName } from '../../customers/customer-name';
import { DuplicateWarning } from '../../customers/duplicates/duplicate-warning';
import { useDuplicates } from '../../customers/duplicates/use-duplicates';
import styles from './customer-picker.module.css';
import { customerShape } from '../../../../sync/collections/customer';
import { longestText } from '../../../../sync/collections/longest-text';

const HOME_COUNTRY = 'TR';
const MAX_NAME_LENGTH = longestText(customerShape.shape.firstName);

/** The least one must know of somebody to be booked with them; the rest is filled in on the card. */
export default function NewCustomerHere({
  typed,
  onMade,
  onBack,
}: {
  /** What was looked for in vain: most often a name, sometimes a number. */
  typed: string;
  onMade: (id: string) => void;
  onBack: () => void;
}) {
  const t = useText();
  const db = useDatabase();
  const language = useLanguage();
  const { first } = useStages();
  const [person, setPerson] = useState(() => personFrom(typed));
  const [problems, setProblems] = useState<ReadonlyMap<CustomerFormField, string>>(new Map());
  const { isPending, once } = useOnce();
  const duplicates = useDuplicates({ ...person, email: '' }, undefined);

  const save = () => {
    const outcome = checkCustomerForm({
      ...emptyCustomerForm(db.me.memberId, HOME_COUNTRY, language, first),
      ...person,
    });
    if ('issues' in outcome) {
      setProblems(new Map(outcome.issues.map(({ path, message }) => [path[0], t(message)] as const)));
      return null;
    }
    return store(outcome.value);
  };
  const store = async (values: CustomerFormValues) => {
    try {
      const id = await createDocument(db, 'customers', {
        ...values,
        teamId: db.me.teamId,
        sharedWith: [],
        createdBy: db.me.memberId,
        createdAt: new Date(db.clock.nowMs()).toISOString(),
        lastContactAt: '',
        deletedAt: '',
      });
      showToast({ text: t('customers.form.created', { name: customerName(values, t) }) });
      onMade(id);
      return true;
    } catch {
      showToast({ text: t('customers.form.notStored'), tone: 'attention' });
      return false;
    }
  };
  const field = (name: 'firstName' | 'lastName') => ({
    label: t(`customers.field.${name}`),
    value: person[name],
    onChange: (value: string) => setPerson((before) => ({ ...before, [name]: value })),
    error: problems.get(name),
    maxLength: MAX_NAME_LENGTH,
    autoComplete: 'off',
    autoCapitalize: 'words' as const,
  });
  return (
    <form
      className={styles.made}
      onSubmit={(event) => {
        event.preventDefault();
        once(save);
      }}
    >
      <TextField {...field('firstName')} autoFocus />
      <TextField {...field('lastName')} />
      <PhoneField
        label={t('customers.field.phone')}
        value={person.phone}
        onChange={(phone) => setPerson((before) => ({ ...before, phone }))}
        error={problems.get('phone')}
        defaultCountryId={HOME_COUNTRY}
      />
      <DuplicateWarning rows={duplicates} person={{ ...person, email: '' }} onPick={onMade} />
      <div className={styles.buttons}>
        <Button onPress={onBack}>{t('appointments.pickBack')}</Button>
        <Button variant="primary" type="submit" isPending={isPending}>
          {t('appointments.pickNew')}
        </Button>
      </div>
    </form>
  );
}

/** A search as a person: its last word is the last name, digits are a number of the home country. */
function personFrom(typed: string): { firstName: string; lastName: string; phone: string } {
  const text = plainDigits(typed).trim();
  if (/^\+?[\d\s()\-./]+$/.test(text)) {
    const digits = text.replace(/\D/g, '').replace(/^00/, '');
    const phone = text.startsWith('+') || text.startsWith('00') ? `+${digits}` : `+90${digits.replace(/^0/, '')}`;
    return { firstName: '', lastName: '', phone: digits === '' ? '' : phone };
  }
  const words = text.split(/\s+/).filter((word) => word !== '');
  const lastName = words.length > 1 ? (words.pop() ?? '') : '';
  return { firstName: words.join(' '), lastName, phone: '' };
}
