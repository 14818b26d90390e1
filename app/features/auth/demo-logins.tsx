import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { errorText } from '../../api/client';
import { useText } from '../../i18n/use-text';
import { Avatar } from '../../ui/avatar';
import { iconSize } from '../../ui/icon-size';
import styles from './demo-logins.module.css';
import { signIn } from './sign-in';

export type DemoLogin = { role: string; email: string; fullName: string; password: string };

/** In a demo office: somebody of each role, one tap away. */
export function DemoLogins({ logins }: { logins: readonly DemoLogin[] }) {
  const t = useText();
  const [pending, setPending] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const enter = async ({ email, password }: DemoLogin) => {
    if (pending !== null) return;
    setPending(email);
    setRefusal(null);
    try {
      await signIn(email, password);
    } catch (error) {
      setRefusal(errorText(error));
      setPending(null);
    }
  };
  return (
    <section aria-labelledby="demo-logins" className={styles.demo}>
      <h2 id="demo-logins" className={styles.title}>
        {t('auth.demo.title')}
      </h2>
      <p className={styles.words}>{t('auth.demo.text', { password: logins[0]?.password ?? '' })}</p>
      <ul className={styles.people}>
        {logins.map((login) => (
          <li key={login.email}>
            <Button onPress={() => void enter(login)} isPending={pending === login.email} className={styles.person}>
              <Avatar name={login.fullName} size="small" />
              <span className={styles.name}>
                <strong>{t(`members.role.${login.role}`)}</strong>
                <span className={styles.detail}>
                  {login.fullName} · {login.email}
                </span>
              </span>
              <ChevronRight {...iconSize.small} />
            </Button>
          </li>
        ))}
      </ul>
      {refusal !== null && (
        <p role="alert" className={styles.refusal}>
          {t(refusal)}
        </p>
      )}
    </section>
  );
}
