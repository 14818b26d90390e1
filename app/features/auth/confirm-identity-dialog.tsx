import { useId, useState, type FormEvent } from 'react';
import { api } from '../../api/client';
import { useSubmit } from '../../api/use-submit';
import { useDatabase } from '../../database/database-context';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { PasswordField } from './password-field';
import styles from './sign-in-form.module.css';

const OF_THE_FIELD: readonly string[] = ['auth.confirm.wrong', 'auth.confirm.missing'];

/**
 * Stands over whatever the person was about to do, which goes on when they are who they say, and is left when they
 * close it.
 */
export default function ConfirmIdentityDialog({ onAnswer }: { onAnswer: (isConfirmed: boolean) => void }) {
  const t = useText();
  const form = useId();
  const { me } = useDatabase();
  const [password, setPassword] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const { isPending, refusal, submit, forgetRefusal } = useSubmit(async () => {
    await api.auth.confirm.mutate({ proof: { kind: 'password', password } });
    onAnswer(true);
  });
  const refused = refusal === 'error.auth.wrongPassword' ? 'auth.confirm.wrong' : refusal;
  const problem = isMissing ? 'auth.confirm.missing' : refused;
  const isOfField = problem !== null && OF_THE_FIELD.includes(problem);
  const send = (event: FormEvent) => {
    // What stands below in the page, a form too perhaps, has nothing to do with it.
    event.stopPropagation();
    setIsMissing(password === '');
    if (password === '') event.preventDefault();
    else submit(event);
  };

  return (
    <Dialog
      isOpen
      onOpenChange={() => onAnswer(false)}
      title={t('auth.confirm.title')}
      size="small"
      isDismissable={false}
      footer={
        <>
          <Button isDisabled={isPending} onPress={() => onAnswer(false)}>
            {t('ui.cancel')}
          </Button>
          <Button type="submit" form={form} variant="primary" isPending={isPending}>
            {t('auth.confirm.save')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={send} noValidate className={styles.form}>
        <p>{t('auth.confirm.text')}</p>
        {/* Tells the password manager whose password this is. */}
        <input type="email" autoComplete="username" value={me.email} readOnly hidden />
        <PasswordField
          label={t('auth.password')}
          autoComplete="current-password"
          name="password"
          enterKeyHint="go"
          value={password}
          onChange={(value) => {
            setPassword(value);
            setIsMissing(false);
            forgetRefusal();
          }}
          error={isOfField ? t(problem) : undefined}
          autoFocus
        />
        {problem !== null && !isOfField && (
          <p role="alert" className={styles.refusal}>
            {t(problem)}
          </p>
        )}
      </form>
    </Dialog>
  );
}
