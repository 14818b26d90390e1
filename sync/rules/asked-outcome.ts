/**
 * What the office writes as a customer's next step when nobody said how an appointment went. It is words, as people
 * type them, so that a search, an export and any build read it; a screen says it in its reader's language.
 */
const WRITTEN = /^Randevu nasıl geçti\? (0[1-9]|[12]\d|3[01])\.(0[1-9]|1[0-2])\. ((?:[01]\d|2[0-3]):[0-5]\d)$/;

/** `localTime`: when it began, 'YYYY-MM-DDTHH:mm' at the office. */
export function askedOutcomeText(localTime: string): string {
  const [date = '', time = ''] = localTime.split('T');
  const [, month, day] = date.split('-');
  return `Randevu nasıl geçti? ${day}.${month}. ${time}`;
}

export type AskedOutcome = {
  /** 'MM-DD' */
  readonly monthDay: string;
  /** 'HH:mm' */
  readonly clock: string;
};

/** Null: somebody wrote it. */
export function readAskedOutcome(text: string): AskedOutcome | null {
  const [, day, month, clock] = WRITTEN.exec(text) ?? [];
  return day === undefined || clock === undefined ? null : { monthDay: `${month}-${day}`, clock };
}
