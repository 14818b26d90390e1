/** Marks the content of an appointment in the grid, so that it is found again after the grid was drawn anew. */
export const ENTRY_ATTRIBUTE = 'data-appointment-id';

/** The focusable element around the content of an appointment. */
export function entryElement(id: string): HTMLElement | null {
  return document.querySelector(`[${ENTRY_ATTRIBUTE}="${id}"]`)?.closest<HTMLElement>('[tabindex="0"]') ?? null;
}

/** The appointment that stands in an element of the grid. */
export function entryIdOf(target: EventTarget): string | null {
  return target instanceof HTMLElement
    ? (target.querySelector(`[${ENTRY_ATTRIBUTE}]`)?.getAttribute(ENTRY_ATTRIBUTE) ?? null)
    : null;
}

/** The words that say how appointments are moved by keyboard. */
export const CALENDAR_HELP_ID = 'calendar-help';
