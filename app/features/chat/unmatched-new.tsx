import { useState } from 'react';
import { useAct } from '../../api/use-act';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/text-field';
import { useOnce } from '../../ui/use-once';
import styles from './unmatched.module.css';
import { customerShape } from '../../../sync/collections/customer';
import { longestText } from '../../../sync/collections/longest-text';

const FORM = 'unmatched-new';
const MAX_NAME_LENGTH = longestText(customerShape.shape.firstName);

/** A customer in a tap: the name as they call themselves, to be corrected; the number is taken over. */
export function UnmatchedNew({
  name,
  phone,
  onClose,
  onMake,
}: {
  name: string;
  /** As it is read; ''. */
  phone: string;
  onClose: () => void;
  onMake: (person: { firstName: string; lastName: string }) => Promise<void>;
}) {
  const t = useText();
  const { act } = useAct();
  const { isPending, once } = useOnce();
  const [person, setPerson] = useState(() => personFrom(name));
  const field = (key: 'firstName' | 'lastName') => ({
    label: t(`customers.field.${key}`),
    value: person[key],
    onChange: (value: string) => setPerson((before) => ({ ...before, [key]: value })),
    maxLength: MAX_NAME_LENGTH,
    autoComplete: 'off',
    autoCapitalize: 'words' as const,
  });
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('customers.form.newTitle')}
      footer={
        <Button
          type="submit"
          form={FORM}
          variant="primary"
          isPending={isPending}
          isDisabled={person.firstName.trim() === ''}
        >
          {t('chat.unmatched.make')}
        </Button>
      }
    >
      <form
        id={FORM}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          const named = { firstName: person.firstName.trim(), lastName: person.lastName.trim() };
          once(() =>
            act(async () => {
              await onMake(named);
              return t('customers.form.created', { name: `${named.firstName} ${named.lastName}`.trim() });
            }),
          );
        }}
      >
        {phone !== '' && <p>{t('chat.unmatched.phone', { phone })}</p>}
        <TextField {...field('firstName')} autoFocus isRequired />
        <TextField {...field('lastName')} />
      </form>
    </Dialog>
  );
}

/** The last word is the last name. */
function personFrom(name: string): { firstName: string; lastName: string } {
  const words = name.trim().split(/\s+/);
  const lastName = words.length > 1 ? (words.pop() ?? '') : '';
  return { firstName: words.join(' ').slice(0, MAX_NAME_LENGTH), lastName: lastName.slice(0, MAX_NAME_LENGTH) };
}
