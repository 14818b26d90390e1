import { createContext, useContext, useLayoutEffect, useRef } from 'react';
import { useText } from '../../../i18n/use-text';

/** By day how many appointments the library was not even given (month-room.ts). */
export const LeftOfDays = createContext<ReadonlyMap<string, number>>(new Map());

/** "+12": those of a day or an hour for which there is no room. `hidden`: as many as the library knows of. */
export function MoreLink({ hidden }: { hidden: number }) {
  const t = useText();
  const left = useContext(LeftOfDays);
  const face = useRef<HTMLSpanElement>(null);
  // The library does not say whose day it is; its cell does. Written at once: drawn anew with what was learnt there, a
  // month would be laid out twice.
  useLayoutEffect(() => {
    const element = face.current;
    if (element === null) return;
    const on = element.closest<HTMLElement>('[data-date]')?.dataset['date'] ?? '';
    const count = hidden + (left.get(on) ?? 0);
    element.textContent = t('appointments.calendar.more', { count });
    element.closest('[role="button"]')?.setAttribute('title', t('appointments.calendar.moreHint', { count }));
  });
  return <span ref={face} />;
}
