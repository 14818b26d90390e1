/**
 * What a person has heard of their customers' answers and decided to leave as it is, on this device: it asks them no
 * more. An answer is one saying: the customer who answers anew is heard anew.
 */
import { useCallback, useSyncExternalStore } from 'react';
import type { Appointment } from '../use-appointments';

type Answered = Pick<Appointment, 'id' | 'startsAt' | 'answeredAt'>;
type Heard = Readonly<Record<string, string>>;

const keyOf = (memberId: string) => `saha.heardAnswers.${memberId}`;
const nameOf = ({ id, answeredAt = '' }: Answered) => `${id} ${answeredAt}`;
const listeners = new Set<() => void>();

/** The appointment's time by the answer's name; '' in, {} out. */
function parse(text: string): Heard {
  if (text === '') return {};
  try {
    return JSON.parse(text) as Heard;
  } catch {
    // Somebody else's text under this name: nothing was heard.
    return {};
  }
}

/** What has begun meanwhile asks nobody and is forgotten. */
export function withHeard(heard: Heard, one: Answered, nowIso: string): Heard {
  const ahead = Object.entries(heard).filter(([, startsAt]) => startsAt > nowIso);
  return { ...Object.fromEntries(ahead), [nameOf(one)]: one.startsAt };
}

export function useHeardAnswers(memberId: string) {
  const text = useSyncExternalStore(subscribe, () => localStorage.getItem(keyOf(memberId)) ?? '');
  const heard = parse(text);
  const hear = useCallback(
    (one: Answered, nowIso: string) => {
      const next = withHeard(parse(localStorage.getItem(keyOf(memberId)) ?? ''), one, nowIso);
      localStorage.setItem(keyOf(memberId), JSON.stringify(next));
      for (const listener of listeners) listener();
    },
    [memberId],
  );
  return { isHeard: (one: Answered) => Object.hasOwn(heard, nameOf(one)), hear };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}
