import { useState } from 'react';
import { api } from '../../api/client';
import { useSubmit } from '../../api/use-submit';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { PasswordField } from './password-field';
import { replaceTemporaryPassword } from './sign-in';
import styles from './sign-in-form.module.css';

const OF_THE_FIELD: readonly string[] = ['error.auth.weakPassword', 'error.auth.passwordUnchanged'];

/** The step after signing in with a password that an admin saw. Nothing is opened on the device before it is done. */
export default function ChoosePassword({
  email,
  temporary,
  onDone,
  onCancel,
}: {
  email: string;
  temporary: string;
  onDone: () => void;
  onCancel: () => void;
}) {
  const t = useText();
  const [chosen, setChosen] = useState('');
  const { isPending, refusal, submit } = useSubmit(async () => {
    await replaceTemporaryPassword(email, temporary, chosen);
    onDone();
  });
  const isOfField = refusal !== null && OF_THE_FIELD.includes(refusal);
  const leave = () => {
    void api.auth.signOut.mutate().catch(() => undefined);
    onCancel();
  };

  return (
    <form onSubmit={submit} noValidate className={styles.form}>
      <div role="status" className={styles.choose}>
        <h2 className={styles.chooseTitle}>{t('auth.choose.title')}</h2>
        <p>{t('auth.choose.text')}</p>
      </div>
      {/* Tells the password manager whose password this is. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        label={t('auth.choose.new')}
        description={t('auth.choose.rule')}
        autoComplete="new-password"
        name="new-password"
        enterKeyHint="go"
        value={chosen}
        onChange={setChosen}
        error={isOfField ? t(refusal) : undefined}
        autoFocus
      />
      {refusal !== null && !isOfField && (
        <p role="alert" className={styles.refusal}>
          {t(refusal)}
        </p>
      )}
      <Button type="submit" variant="primary" isWide isPending={isPending}>
        {t('auth.choose.save')}
      </Button>
      <Button variant="quiet" isWide isDisabled={isPending} onPress={leave}>
        {t('auth.choose.back')}
      </Button>
    </form>
  );
}
