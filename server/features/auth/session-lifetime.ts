const DAY_MS = 24 * 60 * 60 * 1000;

/** A session ends when its device was not heard of for this long. */
export const SESSION_IDLE_MS = 90 * DAY_MS;
/** How old the record of the last sign of life may get: not every request writes. */
export const SESSION_TOUCH_MS = 5 * 60 * 1000;
