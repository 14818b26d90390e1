import { Navigate, useLocation } from '@remix-run/react';
import { lazy, Suspense, useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { DatabaseProvider, useDatabase } from '../../database/database-context';
import { openDatabase } from '../../database/open-database';
import type { MoveProgress } from '../../database/store-move/move-progress';
import { useSyncStatus } from '../../database/use-sync-status';
import { deleteDraftsOf } from '../../shell/draft-store';
import { ConfirmIdentity } from './confirm-identity';
import { forgetIdentity, readRemembered, useRemembered, type Remembered } from './identity-store';
import { isBeingWiped, isMarkedForRemoval, markForRemoval, onMarkedForRemoval } from './kept-work';
import { signInAddress } from './next-address';
import { withAllWords } from '../../i18n/whole-words';
import styles from './session-ended.module.css';
import { useOfficeOpinion } from './use-office-opinion';

// Its worker reads the first rows while React is still getting ready. The build draws the shell once where nobody is
// remembered.
const rememberedAtStart = typeof localStorage === 'undefined' ? null : readRemembered();
if (rememberedAtStart !== null) {
  // Another tab is wiping this device, or was cut off while it did: nothing is opened that would stay.
  if (isBeingWiped(rememberedAtStart.identity.memberId)) forgetIdentity();
  else openDatabase(rememberedAtStart.identity);
}

const SessionEnded = lazy(withAllWords(() => import('./session-ended')));
const RevokedDevice = lazy(withAllWords(() => import('./revoked-device')));
const StoreMove = lazy(withAllWords(() => import('./store-move')));
const Outdated = lazy(withAllWords(() => import('./outdated')));
const outdated = (
  <Suspense fallback={<div className={styles.cover} />}>
    <Outdated />
  </Suspense>
);
const showMove = (progress: MoveProgress) => (
  <Suspense fallback={null}>
    <StoreMove progress={progress} />
  </Suspense>
);

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
      <ConfirmIdentity />
      {children}
      {remembered.isEnded && (
        <Suspense fallback={<div className={styles.cover} />}>
          <SessionEnded identity={remembered.identity} />
        </Suspense>
      )}
    </DatabaseProvider>
  );
}

function OfficeOpinion() {
  useOfficeOpinion();
  useDeletedStore();
  const { phase } = useSyncStatus();
  return phase === 'revoked' ? (
    <Suspense fallback={<div className={styles.cover} />}>
      <RevokedDevice />
    </Suspense>
  ) : null;
}

/**
 * A tab that slept while the person signed out elsewhere and came back holds stores that are gone: the page opens the
 * new ones.
 */
function useDeletedStore(): void {
  const database = useDatabase();
  const isDeleted = useSyncExternalStore(database.onGeneration, () => database.isDeleted);
  useEffect(() => {
    if (
      isDeleted &&
      readRemembered()?.identity.memberId === database.me.memberId &&
      !isMarkedForRemoval(database.me.memberId)
    )
      window.location.reload();
  }, [isDeleted, database]);
}

/**
 * When the person signs out or another one signs in, in whichever tab, the page starts anew: nothing keeps their store
 * open.
 */
function useOtherPerson(remembered: Remembered | null): void {
  const opened = useRef<string | null>(null);
  const memberId = remembered?.identity.memberId ?? null;
  const isForgotten = useRef(false);
  useEffect(() => {
    const before = opened.current;
    opened.current = memberId;
    if (before !== null && before !== memberId) {
      if (isForgotten.current && readRemembered()?.identity.memberId !== before) {
        // What this page wrote since the other one deleted everything goes too: the next page sees to it.
        markForRemoval(before);
        void deleteDraftsOf(before).catch(() => undefined);
      }
      window.location.replace(memberId === null ? '/sign-in' : '/');
    }
    if (memberId === null) return undefined;
    return onMarkedForRemoval(memberId, () => {
      if (!isMarkedForRemoval(memberId)) return; // this tab slept, and the person is back
      isForgotten.current = true;
      void deleteDraftsOf(memberId).catch(() => undefined);
    });
  }, [memberId]);
}
