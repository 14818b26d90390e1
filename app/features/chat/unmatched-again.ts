/** The list of strangers and what one of them says are asked for alike: both call them the same, and show as much. */
export const UNMATCHED_AGAIN_MS = 15_000;
