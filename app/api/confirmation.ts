/**
 * Some calls the office takes only from whoever proved a short while ago who they are (auth.confirmationNeeded). They
 * are held here while the person is asked, and made once more: whoever makes a call need not know that it is such a
 * one.
 */
import type { TRPCClientError, TRPCLink } from '@trpc/client';
import { observable, type Unsubscribable } from '@trpc/server/observable';
import type { AppRouter } from '../../server/trpc/root-router';

/** Resolves when the person has proved it to the office, false when they would rather not. */
type Ask = () => Promise<boolean>;

let ask: Ask | null = null;
let asking: Promise<boolean> | null = null;

/** Whoever asks from now on; the function takes it back. */
export function setConfirmation(next: Ask): () => void {
  ask = next;
  return () => {
    if (ask === next) ask = null;
  };
}

/** Several calls at once are one question. */
function confirmed(): Promise<boolean> {
  asking ??= (ask?.() ?? Promise.resolve(false)).finally(() => {
    asking = null;
  });
  return asking;
}

const isNeeded = ({ data }: TRPCClientError<AppRouter>) =>
  (data as { code?: unknown } | null | undefined)?.code === 'auth.confirmationNeeded';

export const confirmationLink: TRPCLink<AppRouter> =
  () =>
  ({ next, op }) =>
    observable((observer) => {
      let running: Unsubscribable | null = null;
      let isGivenUp = false;
      const call = (mayAsk: boolean) => {
        running = next(op).subscribe({
          next: (value) => observer.next(value),
          complete: () => observer.complete(),
          error: (error) => {
            if (!mayAsk || !isNeeded(error)) return observer.error(error);
            void confirmed().then((isConfirmed) => {
              if (isGivenUp) return;
              if (isConfirmed) call(false);
              else observer.error(error);
            });
          },
        });
      };
      call(true);
      return () => {
        isGivenUp = true;
        running?.unsubscribe();
      };
    });
