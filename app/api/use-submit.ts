import { useCallback, useState, type FormEvent } from 'react';
import { showToast } from '../ui/toast';
import { useOnce } from '../ui/use-once';
import { errorText } from './client';

export type Submission<R = string> = {
  readonly isPending: boolean;
  /** What the last try was refused with: a key of the messages, where the form has no words of its own. */
  readonly refusal: R | null;
  readonly forgetRefusal: () => void;
  readonly submit: (event?: FormEvent) => void;
};

type Refusing<R> = {
  /** What keeps it from being sent at all; null for nothing. */
  readonly check?: () => R | null;
  readonly refusalOf: (error: unknown) => R;
};

/**
 * Sends a form to the office or stores it on this device, one try at a time: a second tap is none. `send` closes the
 * form and resolves to what is then said at the foot of the screen, or to nothing where the screen says it; until the
 * form is closed it stays pending.
 */
export function useSubmit(send: () => Promise<string | void>): Submission;
export function useSubmit<R>(send: () => Promise<string | void>, refusing: Refusing<R>): Submission<R>;
export function useSubmit<R>(
  send: () => Promise<string | void>,
  { check, refusalOf }: Partial<Refusing<R | string>> = {},
): Submission<R | string> {
  const [refusal, setRefusal] = useState<R | string | null>(null);
  const { isPending, once } = useOnce();
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    once(() => {
      const problem = check?.() ?? null;
      setRefusal(problem);
      return problem === null ? sent() : null;
    });
  };
  const sent = async () => {
    try {
      const words = await send();
      if (words !== undefined) showToast({ text: words });
      return true;
    } catch (error) {
      setRefusal((refusalOf ?? errorText)(error));
      return false;
    }
  };
  const forgetRefusal = useCallback(() => setRefusal(null), []);
  return { isPending, refusal, forgetRefusal, submit };
}
