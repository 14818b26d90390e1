import { useState } from 'react';
import type { Basis } from '../../../../sync/rules/document';

export type Typed<T> = {
  /** Null until the person changes something: what is shown follows what stands. */
  readonly value: T | null;
  /** What was shown when they began: what they write is over that. */
  readonly begun: Basis | undefined;
  readonly type: (value: T) => void;
  readonly forget: () => void;
};

/** What somebody types over a setting. `begin`: of `useDecide`, asked when they begin and not when the screen opens. */
export function useTyped<T>(begin: () => Basis | undefined): Typed<T> {
  const [typed, setTyped] = useState<{ readonly value: T; readonly begun: Basis | undefined } | null>(null);
  return {
    value: typed?.value ?? null,
    begun: typed?.begun,
    type: (value) => setTyped({ value, begun: typed === null ? begin() : typed.begun }),
    forget: () => setTyped(null),
  };
}
