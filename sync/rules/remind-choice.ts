/** An appointment's own choice of when its customer is reminded, as it lies in the unit `remind`. */
export const REMIND_CHOICE = /^(off|[1-9]\d{1,4}( [1-9]\d{1,4}){0,4})?$/;

export type RemindChoice =
  | { readonly kind: 'rule' }
  | { readonly kind: 'off' }
  /** Before the beginning, the longest first. */
  | { readonly kind: 'own'; readonly minutes: readonly number[] };

/** What this build cannot read counts as the office's rule. */
export function readRemindChoice(remind: string | undefined): RemindChoice {
  if (remind === undefined || remind === '' || !REMIND_CHOICE.test(remind)) return { kind: 'rule' };
  if (remind === 'off') return { kind: 'off' };
  const minutes = [...new Set(remind.split(' ').map(Number))].sort((a, b) => b - a);
  return { kind: 'own', minutes };
}

export const writeRemindChoice = (choice: RemindChoice): string =>
  choice.kind === 'own' ? [...choice.minutes].sort((a, b) => b - a).join(' ') : choice.kind === 'off' ? 'off' : '';
