import type { TRPCClientError, TRPCLink } from '@trpc/client';
import { observable, type Unsubscribable } from '@trpc/server/observable';
import type { AppRouter } from '../../server/trpc/root-router';
import { confirmed } from './confirmation';

const isNeeded = ({ data }: TRPCClientError<AppRouter>) =>
  (data as { code?: unknown } | null | undefined)?.code === 'auth.confirmationNeeded';

/** Makes a call once more when the person has proved who they are; the caller need not know of it. */
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
