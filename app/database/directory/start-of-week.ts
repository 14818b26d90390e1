/** Monday 00:00 of the week of `nowMs`, in the zone of this device. */
export function startOfWeekMs(nowMs: number): number {
  const day = new Date(nowMs);
  const sinceMonday = (day.getDay() + 6) % 7;
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - sinceMonday).getTime();
}
