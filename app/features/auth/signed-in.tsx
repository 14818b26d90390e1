import { Navigate, useLocation } from '@remix-run/react';
import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react';
import { DatabaseProvider } from '../../database/database-context';
import { openDatabase } from '../../database/open-database';
import type { MoveProgress } from '../../database/store-move/move-progress';
import { useSyncStatus } from '../../database/use-sync-status';
import { deleteDraftsOf } from '../../shell/draft-store';
import { forgetIdentity, readRemembered, useRemembered, type Remembered } from './identity-store';
import { isMarkedForRemoval, markForRemoval, onMarkedForRemoval } from './kept-work';
import { signInAddress } from './next-address';
import styles from './session-ended.module.css';
import { useOfficeOpinion } from './use-office-opinion';

// Its worker reads the first rows while React is still getting ready. The build draws the shell once where nobody is remembered.
const rememberedAtStart = typeof localStorage === 'undefined' ? null : readRemembered();
if (rememberedAtStart !== null) {
  // Another tab is forgetting the person, or was cut off while it did: nothing is opened that would stay.
  if (isMarkedForRemoval(rememberedAtStart.identity.memberId)) forgetIdentity();
  else openDatabase(rememberedAtStart.identity);
}

const SessionEnded = lazy(() => import('./session-ended'));
const RevokedDevice = lazy(() => import('./revoked-device'));
const StoreMove = lazy(() => import('./store-move'));
const Outdated = lazy(() => import('./outdated'));
const outdated = <Suspense fallback={<div className={styles.cover} />}><Outdated /></Suspense>;
const showMove = (progress: MoveProgress) => <Suspense fallback={null}><StoreMove progress={progress} /></Suspense>;

/**
 * The gate before every screen: opens the store of the person this device remembers, without asking the office first.
 * A session that the office ended covers the screens and touches nothing of what is stored.
 */
export function SignedIn({ children }: { children: ReactNode }) {
  const remembered = useRemembered();
  const location = useLocation();
  useOtherPerson(remembered);
  if (remembered === null) return <Navigate to={signInAddress(location)} replace />;
  return (
    <DatabaseProvider identity={remembered.identity} moving={showMove} outdated={outdated}>
      <OfficeOpinion />
      {children}
      {remembered.isEnded && <Suspense fallback={<div className={styles.cover} />}><SessionEnded identity={remembered.identity} /></Suspense>}
    </DatabaseProvider>
  );
}

function OfficeOpinion() {
  useOfficeOpinion();
  const { phase } = useSyncStatus();
  return phase === 'revoked' ? <Suspense fallback={<div className={styles.cover} />}><RevokedDevice /></Suspense> : null;
}

/** When the person signs out or another one signs in, in whichever tab, the page starts anew: nothing keeps their store open. */
function useOtherPerson(remembered: Remembered | null): void {
  const opened = useRef<string | null>(null);
  const memberId = remembered?.identity.memberId ?? null;
  const isForgotten = useRef(false);
  useEffect(() => {
    const before = opened.current;
    opened.current = memberId;
    if (before !== null && before !== memberId) {
      if (isForgotten.current) {
        // What this page wrote since the other one deleted everything goes too: the next page sees to it.
        markForRemoval(before);
        void deleteDraftsOf(before).catch(() => undefined);
      }
      window.location.replace(memberId === null ? '/sign-in' : '/');
    }
    if (memberId === null) return undefined;
    return onMarkedForRemoval(memberId, () => {
      isForgotten.current = true;
      void deleteDraftsOf(memberId).catch(() => undefined);
    });
  }, [memberId]);
}
