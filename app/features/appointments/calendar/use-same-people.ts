import { useRef } from 'react';

/** The list of before while the same people are in it: what is worked out of it, as a team's hours, stays as well. */
export function useSamePeople<P>(people: readonly P[]): readonly P[] {
  const before = useRef(people);
  const isSame = people.length === before.current.length && people.every((one, at) => one === before.current[at]);
  if (!isSame) before.current = people;
  return before.current;
}
