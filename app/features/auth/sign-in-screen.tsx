import { Navigate, PrefetchPageLinks, useLocation } from '@remix-run/react';
import { CloudOff } from 'lucide-react';
import { useEffect } from 'react';
import { api, isOffline } from '../../api/client';
import { useCall } from '../../api/use-call';
import { chooseLanguage, useLanguage } from '../../i18n/language';
import { notHandedIn } from '../../database/waiting-bytes/hand-in-bytes';
import { useText } from '../../i18n/use-text';
import { WithAllWords } from '../../i18n/whole-words';
import { startUpdates } from '../../shell/updates';
import { Button } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import { Logo } from '../../ui/logo';
import { Segmented } from '../../ui/segmented';
import { DemoLogins } from './demo-logins';
import { FieldDrawing } from './field-drawing';
import { useRemembered } from './identity-store';
import { isSignOutOwed, oweSignOut, removeMarked, wasWiped } from './kept-work';
import { nextAddress } from './next-address';
import { SignInForm } from './sign-in-form';
import styles from './sign-in-screen.module.css';

/** The first thing the office is asked; before it, that somebody signed out while it was out of reach. */
async function askOffice() {
  if (isSignOutOwed()) {
    await api.auth.signOut.mutate();
    oweSignOut(false);
  }
  const office = await api.auth.office.query();
  // Loaded when needed: it opens the store, which this screen otherwise does not.
  if (office.revoked !== null)
    await import('./wipe-sealed').then(({ wipeSealed }) => wipeSealed(office.revoked?.memberId ?? ''));
  return office;
}

/** One may come here from the list of customers, with none but its words. */
export default function SignInScreen() {
  return (
    <WithAllWords>
      <SignIn />
    </WithAllWords>
  );
}

/** Needs no store and opens none: what was marked for removal can be deleted here. */
function SignIn() {
  const t = useText();
  const remembered = useRemembered();
  const { search } = useLocation();
  const office = useCall(askOffice);
  const { error, reload } = office;
  const isOutOfReach = error !== undefined && isOffline(error);
  useEffect(() => {
    document.title = `${t('auth.title')} · Saha`;
  }, [t]);
  useEffect(() => {
    void removeMarked().catch(() => undefined);
  }, []);
  // While somebody types, what comes after it is fetched.
  useEffect(() => {
    void import('../../database/open-store').catch(() => undefined);
  }, []);
  // Installed before anybody has signed in: without network the next visit shows this page, not the browser's.
  useEffect(startUpdates, []);
  useEffect(() => {
    window.addEventListener('online', reload);
    return () => window.removeEventListener('online', reload);
  }, [reload]);
  if (remembered !== null) return <Navigate to={nextAddress(search)} replace />;
  return (
    <div className={styles.screen}>
      <PrefetchPageLinks page={nextAddress(search)} />
      <header className={styles.cover}>
        <p className={styles.brand}>
          <Logo size={44} />
          <span>Saha</span>
        </p>
        <p className={styles.promise}>{t('auth.promise')}</p>
        <FieldDrawing className={styles.drawing} />
      </header>
      <main className={styles.main}>
        <LanguageChoice />
        <div className={styles.column}>
          <h1 className={styles.title}>{t('auth.title')}</h1>
          {wasWiped() && <p role="status">{t('auth.revoked.wiped')}</p>}
          {notHandedIn() > 0 && <p role="status">{t('auth.revoked.filesLost', { count: notHandedIn() })}</p>}
          <SignInForm />
          {isOutOfReach && <OutOfReach onTryAgain={reload} />}
          {office.data?.isDemo === true && <DemoLogins logins={office.data.demoLogins} />}
        </div>
      </main>
    </div>
  );
}

function OutOfReach({ onTryAgain }: { onTryAgain: () => void }) {
  const t = useText();
  return (
    <section role="status" className={styles.offline}>
      <CloudOff {...iconSize.large} />
      <div>
        <h2 className={styles.offlineTitle}>{t('auth.offline.title')}</h2>
        <p>{t('auth.offline.text')}</p>
        <Button onPress={onTryAgain} className={styles.again}>
          {t('auth.offline.again')}
        </Button>
      </div>
    </section>
  );
}

function LanguageChoice() {
  const t = useText();
  const language = useLanguage();
  return (
    <Segmented
      label={t('settings.language')}
      isLabelHidden
      value={language}
      onChange={(id) => void chooseLanguage(id)}
      className={styles.language}
      options={[
        { id: 'tr', label: 'Türkçe' },
        { id: 'en', label: 'English' },
      ]}
    />
  );
}
