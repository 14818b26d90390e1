import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { DatabaseError } from './database-error';
import { openDatabase } from './open-database';
import type { Identity, SahaDatabase, Stored } from './saha-database';
import type { MoveProgress } from './store-move/move-documents';

export type { Identity, SahaDatabase, Stored };

const DatabaseContext = createContext<SahaDatabase | null>(null);

/**
 * Opens this person's database and keeps it synchronised while mounted. Until it is open `fallback` shows, or `moving` while
 * documents move out of the store of an earlier build; `outdated` in place of everything when this build is older than the store.
 */
export function DatabaseProvider({ identity, fallback, moving, outdated, children }: {
  identity: Identity; fallback: ReactNode; moving: (progress: MoveProgress) => ReactNode; outdated: ReactNode; children: ReactNode;
}) {
  const [progress, setProgress] = useState<MoveProgress | null>(null);
  const [opened, setOpened] = useState<{ memberId: string; database: SahaDatabase } | null>(null);
  const [failure, setFailure] = useState<unknown>(null);

  useEffect(() => {
    let current = true;
    // Not closed on unmount: a second mount (StrictMode, a route change) finds the same open database. Signing out closes it.
    openDatabase(identity, setProgress).then(
      (database) => { if (current) setOpened({ memberId: identity.memberId, database }); },
      (error: unknown) => { if (current) setFailure(error); },
    );
    return () => { current = false; };
  }, [identity]);

  if (failure instanceof DatabaseError && failure.code === 'sync.updateNeeded') return <>{outdated}</>;
  if (failure !== null) throw failure;
  if (opened === null || opened.memberId !== identity.memberId) return <>{progress === null ? fallback : moving(progress)}</>;
  return (
    <DatabaseContext.Provider value={opened.database}>
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

/** A number that changes when the store was opened anew: a dependency of every live query. */
export function useStoreGeneration(): number {
  const database = useDatabase();
  return useSyncExternalStore(database.onGeneration, () => database.generation);
}

export { DatabaseContext };
