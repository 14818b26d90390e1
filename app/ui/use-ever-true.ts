import { useRef } from 'react';

/**
 * True from the first render in which `isTrue` is, and from then on: so that what was opened once can also leave with
 * its motion.
 */
export function useEverTrue(isTrue: boolean): boolean {
  const wasTrue = useRef(isTrue);
  if (isTrue) wasTrue.current = true;
  return wasTrue.current;
}
