import { lazy, Suspense, useRef, useState, type FormEvent } from 'react';
import { MAX_EMAIL_LENGTH } from '../../../sync/rules/email-pattern';
import { errorText, isOffline } from '../../api/client';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/text-field';
import { PasswordField } from './password-field';
import { signIn } from './sign-in';
import styles from './sign-in-form.module.css';

const ChoosePassword = lazy(() => import('./choose-password'));

/**
 * E-mail and password; with a temporary one, the person's own password next. What went wrong is said above the button,
 * in words, and the password stays typed.
 */
export function SignInForm({ email: givenEmail = '', onSignedIn }: { email?: string; onSignedIn?: () => void }) {
  const t = useText();
  const [email, setEmail] = useState(givenEmail);
  const [password, setPassword] = useState('');
  const [isChoosing, setIsChoosing] = useState(false);
  const [isPending, setIsPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const emailInput = useRef<HTMLInputElement>(null);
  const passwordInput = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    if (email.trim() === '' || password === '') {
      (email.trim() === '' ? emailInput : passwordInput).current?.focus();
      setRefusal('auth.bothNeeded');
      return;
    }
    setIsPending(true);
    setRefusal(null);
    try {
      const { mustChangePassword } = await signIn(email, password);
      if (mustChangePassword) setIsChoosing(true);
      else onSignedIn?.();
    } catch (error) {
      setRefusal(isOffline(error) ? 'auth.offlineNow' : errorText(error));
      setIsPending(false);
      passwordInput.current?.focus();
    }
  };

  if (isChoosing) {
    const startAgain = () => {
      setIsChoosing(false);
      setIsPending(false);
      setPassword('');
    };
    return (
      <Suspense fallback={null}>
        <ChoosePassword email={email} temporary={password} onDone={() => onSignedIn?.()} onCancel={startAgain} />
      </Suspense>
    );
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className={styles.form}>
      <TextField
        label={t('auth.email')}
        type="email"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="off"
        enterKeyHint="next"
        name="email"
        value={email}
        onChange={setEmail}
        inputRef={emailInput}
        autoFocus={givenEmail === ''}
        maxLength={MAX_EMAIL_LENGTH}
      />
      <PasswordField
        label={t('auth.password')}
        autoComplete="current-password"
        enterKeyHint="go"
        name="password"
        value={password}
        onChange={setPassword}
        inputRef={passwordInput}
        autoFocus={givenEmail !== ''}
      />
      <p role="alert" className={refusal === null ? styles.quiet : styles.refusal}>
        {refusal === null ? '' : t(refusal)}
      </p>
      <Button type="submit" variant="primary" isWide isPending={isPending}>
        {t('auth.signIn')}
      </Button>
    </form>
  );
}
