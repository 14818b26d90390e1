import { useState, type FormEvent } from 'react';
import { errorText } from './client';

export type Submission = {
  readonly isPending: boolean;
  /** What the last try was refused with, as a key of the messages. */
  readonly refusal: string | null;
  readonly forgetRefusal: () => void;
  readonly submit: (event: FormEvent) => void;
};

/**
 * Sends a form to the office, one try at a time. When `send` went well the form is closed; it stays pending until it
 * is.
 */
export function useSubmit(send: () => Promise<void>): Submission {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isPending, setIsPending] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    setIsPending(true);
    setRefusal(null);
    send().catch((error: unknown) => {
      setRefusal(errorText(error));
      setIsPending(false);
    });
  };
  return { isPending, refusal, forgetRefusal: () => setRefusal(null), submit };
}
