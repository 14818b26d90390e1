import ICAL from 'ical.js';

export type ReadEvent = {
  readonly uid: string;
  readonly sequence: number;
  readonly startsAt: string;
  readonly summary: string;
};

/** The events of a calendar file, read by a parser that knows nothing of how it was written. */
export function readEvents(file: string): ReadEvent[] {
  const calendar = new ICAL.Component(ICAL.parse(file) as unknown[] as [string, never[], never[]]);
  return calendar.getAllSubcomponents('vevent').map((one) => {
    const { uid, sequence, startDate, summary } = new ICAL.Event(one);
    return { uid, sequence, startsAt: startDate.toJSDate().toISOString(), summary };
  });
}
