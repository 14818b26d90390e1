import { lazy, Suspense, useEffect, useState } from 'react';
import { setConfirmation } from '../../api/confirmation';
import { withAllWords } from '../../i18n/whole-words';

const ConfirmIdentityDialog = lazy(withAllWords(() => import('./confirm-identity-dialog')));

type Answer = (isConfirmed: boolean) => void;

/** Asks for the person's password whenever the office wants to know anew who is there. */
export function ConfirmIdentity() {
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => setConfirmation(() => new Promise((resolve) => setAnswer(() => resolve))), []);
  if (answer === null) return null;
  return (
    <Suspense fallback={null}>
      <ConfirmIdentityDialog
        onAnswer={(isConfirmed) => {
          setAnswer(null);
          answer(isConfirmed);
        }}
      />
    </Suspense>
  );
}
