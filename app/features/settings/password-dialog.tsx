import { useState } from 'react';
import { MAX_PASSWORD_LENGTH } from '../../../sync/rules/password-length';
import { api, errorText } from '../../api/client';
import { useSubmit } from '../../api/use-submit';
import { useDatabase } from '../../database/database-context';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/text-field';
import styles from './settings.module.css';

const FORM = 'change-password';

type Refusal = { field: 'current' | 'new' | 'again' | 'form'; key: string };
const FIELD_OF: Readonly<Record<string, Refusal['field']>> = {
  'error.auth.wrongPassword': 'current',
  'error.auth.weakPassword': 'new',
  'error.auth.passwordUnchanged': 'new',
};

/** Needs the office: the password is nowhere on the device. */
export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { me } = useDatabase();
  const [current, setCurrent] = useState('');
  const [chosen, setChosen] = useState('');
  const [again, setAgain] = useState('');
  const { isPending, refusal, submit } = useSubmit<Refusal>(
    async () => {
      const { endedSessions } = await api.auth.changePassword.mutate({ currentPassword: current, newPassword: chosen });
      onClose();
      return t('settings.password.done', { count: endedSessions });
    },
    {
      check: () => {
        if (current === '') return { field: 'current', key: 'error.auth.wrongPassword' };
        return chosen === again ? null : { field: 'again', key: 'settings.password.mismatch' };
      },
      refusalOf: (error) => {
        const key = errorText(error);
        return { field: FIELD_OF[key] ?? 'form', key };
      },
    },
  );
  const errorOf = (field: Refusal['field']) => (refusal?.field === field ? t(refusal.key) : undefined);

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('settings.password.title')}
      size="small"
      isDismissable={false}
      footer={
        <Button type="submit" form={FORM} variant="primary" isPending={isPending}>
          {t('settings.password.save')}
        </Button>
      }
    >
      <form id={FORM} onSubmit={submit} noValidate className={styles.form}>
        {/* Tells the password manager whose password this is. */}
        <input type="email" autoComplete="username" value={me.email} readOnly hidden />
        <TextField
          label={t('settings.password.current')}
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
          error={errorOf('current')}
          autoFocus
          maxLength={MAX_PASSWORD_LENGTH}
        />
        <TextField
          label={t('settings.password.new')}
          type="password"
          autoComplete="new-password"
          value={chosen}
          onChange={setChosen}
          description={t('settings.password.rule')}
          error={errorOf('new')}
          maxLength={MAX_PASSWORD_LENGTH}
        />
        <TextField
          label={t('settings.password.again')}
          type="password"
          autoComplete="new-password"
          value={again}
          onChange={setAgain}
          error={errorOf('again')}
          maxLength={MAX_PASSWORD_LENGTH}
        />
        {refusal?.field === 'form' && (
          <p role="alert" className={styles.refusal}>
            {t(refusal.key)}
          </p>
        )}
      </form>
    </Dialog>
  );
}
