/** Limits taken away from outside. Each must be found, or the proof is blind. */
import http from 'node:http';
import { BODY_LIMITS } from '../../http/body-limits';
import { JSON_LIMITS } from '../../http/read-json';
import { breakStatements } from '../wire/wire-breakage';

export const HOSTILE_BREAKAGES = ['large-bodies', 'whole-json', 'many-devices', 'kept-bodies'] as const;
export type HostileBreakage = (typeof HOSTILE_BREAKAGES)[number];
export const isHostileBreakage = (name: string): name is HostileBreakage =>
  (HOSTILE_BREAKAGES as readonly string[]).includes(name);

export function breakLimits(name: HostileBreakage): void {
  switch (name) {
    // Every call may be as large as a day's work.
    case 'large-bodies':
      BODY_LIMITS.smallBytes = BODY_LIMITS.largeBytes;
      return;
    // What is large is read at once.
    case 'whole-json':
      JSON_LIMITS.smallBytes = Infinity;
      return;
    case 'many-devices':
      return breakStatements(/< \$6/g, '< $6 + 1000000');
    // Whatever came in stays in memory.
    case 'kept-bodies':
      return keepRequests();
  }
}

function keepRequests(): void {
  const kept: unknown[] = [];
  const prototype = http.Server.prototype as unknown as { emit: (event: string, ...given: unknown[]) => boolean };
  const { emit } = prototype;
  prototype.emit = function broken(event, ...given) {
    if (event === 'request') kept.push([...given, Buffer.alloc(64 * 1024, 1)]);
    return emit.call(this, event, ...given);
  };
}
