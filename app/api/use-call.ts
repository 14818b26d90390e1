import { useCallback, useEffect, useRef, useState } from 'react';

export type Call<T> = {
  /** The last answer; undefined until there is one. */
  readonly data: T | undefined;
  /** What the last call failed with; undefined while it is under way or when it went well. */
  readonly error: unknown;
  readonly reload: () => void;
};

/**
 * Asks the office once when the screen opens, and again on `reload`. `ask` must not change between renders. `atFirst`
 * stands until the first answer.
 */
export function useCall<T>(ask: () => Promise<T>, atFirst?: T): Call<T> {
  const [state, setState] = useState<{ data: T | undefined; error: unknown }>({ data: atFirst, error: undefined });
  const latest = useRef(0);
  const reload = useCallback(() => {
    const number = (latest.current += 1);
    setState(({ data }) => ({ data, error: undefined }));
    ask().then(
      (data) => {
        if (latest.current === number) setState({ data, error: undefined });
      },
      (error: unknown) => {
        if (latest.current === number) setState(({ data }) => ({ data, error }));
      },
    );
  }, [ask]);
  useEffect(() => {
    reload();
    return () => {
      latest.current += 1;
    };
  }, [reload]);
  return { ...state, reload };
}
