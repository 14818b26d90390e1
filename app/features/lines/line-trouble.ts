/** Whether something is wrong with a line that an admin can do something about. Pure. */
export type LineStanding = {
  readonly state: string;
  readonly stateSince: string;
  readonly silentSince: string | null;
  readonly lastInboundAt: string | null;
};
export type LineTrouble = 'down' | 'restricted' | 'silent';
/** A connection that comes back by itself is no news; as in office-notices.store. */
const DOWN_FOR_MS = 5 * 60_000;

/** One over which nothing ever came has nothing to lose. */
export function lineTrouble(line: LineStanding, nowMs: number): LineTrouble | null {
  const { state, stateSince, silentSince, lastInboundAt } = line;
  if (lastInboundAt === null) return null;
  if (state === 'restricted') return 'restricted';
  if (state !== 'open') return nowMs - Date.parse(stateSince) > DOWN_FOR_MS ? 'down' : null;
  return silentSince === null ? null : 'silent';
}
