import { MAX_BODY_BYTES, MAX_SMALL_BODY_BYTES } from '../../sync/protocol/messages';

/** Of a call's body, in bytes: of those that carry a day's work, and of all others. */
export const BODY_LIMITS = { smallBytes: MAX_SMALL_BODY_BYTES, largeBytes: MAX_BODY_BYTES };
