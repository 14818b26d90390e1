import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import { beginAfterFirstScreen } from './begin-after-first-screen';
import { DatabaseError } from './database-error';
import { openDatabase } from './open-database';
import type { Identity, SahaDatabase, Stored } from './saha-database';
import type { MoveProgress } from './store-move/move-progress';

export type { Identity, SahaDatabase, Stored };

const DatabaseContext = createContext<SahaDatabase | null>(null);

/**
 * Opens this person's database and keeps it synchronised while mounted. Screens stand before it is open; `moving`
 * takes their place while documents move out of the store of an earlier build, `outdated` when this build is older than
 * the store.
 */
export function DatabaseProvider({
  identity,
  moving,
  outdated,
  children,
}: {
  identity: Identity;
  moving: (progress: MoveProgress) => ReactNode;
  outdated: ReactNode;
  children: ReactNode;
}) {
  // Not closed on unmount: a second mount (StrictMode, a route change) finds the same database. Signing out closes it.
  const database = useMemo(() => openDatabase(identity), [identity]);
  const progress = useSyncExternalStore(database.onMoving, () => database.moving);
  const [failure, setFailure] = useState<unknown>(null);

  useEffect(() => {
    let current = true;
    database.opened.catch((error: unknown) => {
      if (current) setFailure(error);
    });
    const stop = beginAfterFirstScreen(database);
    return () => {
      current = false;
      stop();
    };
  }, [database]);

  const isOutdated = failure instanceof DatabaseError && failure.code === 'sync.updateNeeded';
  if (failure !== null && !isOutdated) throw failure;
  // Where somebody has begun to type meanwhile it is said above their words.
  if (isOutdated && !database.isOvertaken) return <>{outdated}</>;
  // A new device has nothing to move, and is done before anybody could read so.
  if (progress !== null && (progress.total > 0 || progress.isBlocked)) return <>{moving(progress)}</>;
  return (
    <DatabaseContext.Provider value={database}>
      {children}
      <UnlessOvertaken otherwise={outdated} />
    </DatabaseContext.Provider>
  );
}

/** The screens stay below: what was being typed in them can still be read and copied after. */
function UnlessOvertaken({ otherwise }: { otherwise: ReactNode }) {
  const database = useDatabase();
  const isOvertaken = useSyncExternalStore(database.onGeneration, () => database.isOvertaken);
  return isOvertaken ? <>{otherwise}</> : null;
}

/** The signed-in person's database; only inside DatabaseProvider. */
export function useDatabase(): SahaDatabase {
  const database = useContext(DatabaseContext);
  if (database === null) throw new Error('useDatabase: not inside a DatabaseProvider');
  return database;
}

/** 0 until the store is open, and another number whenever it was opened anew: a dependency of every live query. */
export function useStoreGeneration(): number {
  const database = useDatabase();
  return useSyncExternalStore(database.onGeneration, () => database.generation);
}

export { DatabaseContext };
