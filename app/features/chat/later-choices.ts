import { addDays, resolveWallClock, wallClockOf } from '../../ui/wall-clock';

export type LaterChoice = { readonly id: 'evening' | 'tomorrow' | 'monday'; readonly at: string };

/** The moments people mean by later, in the viewer's zone: this evening, tomorrow morning, Monday morning. */
export function laterChoices(nowMs: number, zone: string): readonly LaterChoice[] {
  const today = wallClockOf(new Date(nowMs).toISOString(), zone).date;
  const weekday = new Date(`${today}T12:00:00.000Z`).getUTCDay();
  const at = (days: number, time: string) => resolveWallClock({ date: addDays(today, days), time }, zone).at;
  const toMonday = weekday === 0 ? 1 : 8 - weekday;
  const choices: LaterChoice[] = [
    { id: 'evening', at: at(0, '18:00') },
    { id: 'tomorrow', at: at(1, '09:00') },
  ];
  // Tomorrow's morning is not offered twice.
  if (toMonday > 1) choices.push({ id: 'monday', at: at(toMonday, '09:00') });
  return choices.filter((one) => Date.parse(one.at) > nowMs);
}
