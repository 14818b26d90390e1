import { useCallback, useEffect, useRef, useState } from 'react';
import { useDatabase } from '../../database/database-context';
import { keepAnswer, keptAnswer } from '../../database/kept-answers';
import { isSameChoice, choicesOf, type ColumnChoices } from './column-choices';
import type { Import } from './import-words';

/**
 * What somebody chooses for the columns, kept on this device until the office has it: through a reload and a day
 * without network. `given` tells it apart from what the office has. undefined: it is being read.
 */
export function useKeptChoices(one: Import): {
  readonly choices: ColumnChoices | undefined;
  readonly isChanged: boolean;
  readonly choose: (change: Partial<ColumnChoices>) => void;
  readonly forget: () => void;
} {
  const { memberId } = useDatabase().me;
  const key = `import-columns ${one.id}`;
  const standing = choicesOf(one);
  const first = useRef(standing);
  const [mine, setMine] = useState<ColumnChoices | null | undefined>(undefined);
  useEffect(() => {
    let isOver = false;
    keptAnswer(memberId, key).then(
      (kept) => {
        const found = (kept ?? null) as ColumnChoices | null;
        if (!isOver) setMine(found?.columns.length === first.current.columns.length ? found : null);
      },
      // A device without room keeps nothing; what is chosen holds as long as the screen.
      () => {
        if (!isOver) setMine(null);
      },
    );
    return () => {
      isOver = true;
    };
  }, [memberId, key]);
  const keep = useCallback(
    (next: ColumnChoices | null) => {
      setMine(next);
      keepAnswer(memberId, key, next).catch(() => undefined);
    },
    [memberId, key],
  );
  const choices = mine === undefined ? undefined : (mine ?? standing);
  return {
    choices,
    isChanged: choices !== undefined && !isSameChoice(choices, standing),
    choose: (change) => {
      if (choices !== undefined) keep({ ...choices, ...change });
    },
    forget: () => keep(null),
  };
}
