import { Eye, EyeOff } from 'lucide-react';
import { useRef, useState, type FormEvent } from 'react';
import { errorText, isOffline } from '../../api/client';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { TextField } from '../../ui/text-field';
import { signIn } from './sign-in';
import styles from './sign-in-form.module.css';

/** E-mail and password. What went wrong is said above the button, in words, and the password stays typed. */
export function SignInForm({ email: givenEmail = '', onSignedIn }: { email?: string; onSignedIn?: () => void }) {
  const t = useText();
  const [email, setEmail] = useState(givenEmail);
  const [password, setPassword] = useState('');
  const [isShown, setIsShown] = useState(false);
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
      await signIn(email, password);
      onSignedIn?.();
    } catch (error) {
      setRefusal(isOffline(error) ? 'auth.offlineNow' : errorText(error));
      setIsPending(false);
      passwordInput.current?.focus();
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className={styles.form}>
      <TextField
        label={t('auth.email')} type="email" inputMode="email" autoComplete="username" autoCapitalize="off" enterKeyHint="next" name="email"
        value={email} onChange={setEmail} inputRef={emailInput} autoFocus={givenEmail === ''} maxLength={254}
      />
      <TextField
        label={t('auth.password')} type={isShown ? 'text' : 'password'} autoComplete="current-password" autoCapitalize="off" enterKeyHint="go" name="password"
        value={password} onChange={setPassword} inputRef={passwordInput} autoFocus={givenEmail !== ''} maxLength={200}
        after={(
          <IconButton
            label={t(isShown ? 'auth.hidePassword' : 'auth.showPassword')} onPress={() => setIsShown(!isShown)} className={styles.eye}
            icon={isShown ? <EyeOff {...iconSize.row} /> : <Eye {...iconSize.row} />}
          />
        )}
      />
      <p role="alert" className={refusal === null ? styles.quiet : styles.refusal}>{refusal === null ? '' : t(refusal)}</p>
      <Button type="submit" variant="primary" isWide isPending={isPending}>{t('auth.signIn')}</Button>
    </form>
  );
}
