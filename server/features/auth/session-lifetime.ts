const DAY_MS = 24 * 60 * 60 * 1000;

/** A session ends when its device was not heard of for this long. */
export const SESSION_IDLE_MS = 90 * DAY_MS;
/** How old the record of the last sign of life may get: not every request writes. */
export const SESSION_TOUCH_MS = 5 * 60 * 1000;
/** How long a password that an admin saw opens anything; from when it was made. */
export const TEMPORARY_PASSWORD_MS = 72 * 60 * 60 * 1000;
/** After this long without proof the person is asked for it again, before what cannot be taken back. */
export const CONFIRMED_MS = 10 * 60 * 1000;
/** Requests that were under way when a token was renewed still bear the one before. */
export const PREVIOUS_TOKEN_MS = 60 * 1000;
