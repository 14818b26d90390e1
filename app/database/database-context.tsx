import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { openDatabase } from './open-database';
import type { Identity, SahaDatabase, Stored } from './saha-database';

export type { Identity, SahaDatabase, Stored };

const DatabaseContext = createContext<SahaDatabase | null>(null);

/** Opens this person's database and keeps it synchronised while mounted; `fallback` shows until it is open. */
export function DatabaseProvider({ identity, fallback, children }: { identity: Identity; fallback: ReactNode; children: ReactNode }) {
  const [opened, setOpened] = useState<{ memberId: string; database: SahaDatabase } | null>(null);
  const [failure, setFailure] = useState<unknown>(null);

  useEffect(() => {
    let current = true;
    // Not closed on unmount: a second mount (StrictMode, a route change) finds the same open database. Signing out closes it.
    openDatabase(identity).then(
      (database) => { if (current) setOpened({ memberId: identity.memberId, database }); },
      (error: unknown) => { if (current) setFailure(error); },
    );
    return () => { current = false; };
  }, [identity]);

  if (failure !== null) throw failure;
  if (opened === null || opened.memberId !== identity.memberId) return <>{fallback}</>;
  return <DatabaseContext.Provider value={opened.database}>{children}</DatabaseContext.Provider>;
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
