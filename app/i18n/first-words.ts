/**
 * How the keys begin of which the frame and the list of customers have words before anything else is loaded. All
 * others come once the first rows stand, and before whatever says them (whole-words.ts); first-words.test.ts holds
 * the two to it.
 */
const FIRST = ['shell.', 'ui.', 'customers.', 'board.open', 'more.title', 'segments.title'] as const;

/** The address whose screen says nothing else. */
export const isFirstScreen = (pathname: string): boolean => pathname === '/customers';

export const isFirstWord = (key: string): boolean => FIRST.some((beginning) => key.startsWith(beginning));
