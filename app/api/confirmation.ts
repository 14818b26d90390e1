/**
 * Some calls the office takes only from whoever proved a short while ago who they are (auth.confirmationNeeded). They
 * are held here while the person is asked, and made once more: whoever makes a call need not know that it is such a
 * one.
 */

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
export function confirmed(): Promise<boolean> {
  asking ??= (ask?.() ?? Promise.resolve(false)).finally(() => {
    asking = null;
  });
  return asking;
}
