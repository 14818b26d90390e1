import { useEffect, useState, type ReactNode } from 'react';
import { useDatabase } from './database-context';

/** Shows what no first screen needs when that screen stands: its code is not asked for before. */
export function AfterFirstScreen({ children }: { children: ReactNode }) {
  const { begun } = useDatabase();
  const [stands, setStands] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    void begun.then(() => {
      if (isCurrent) setStands(true);
    });
    return () => {
      isCurrent = false;
    };
  }, [begun]);
  return stands ? children : null;
}
