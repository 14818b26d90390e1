import type { ErrorCode } from '../../sync/errors';
import type { Logger } from './logger';

const WINDOW_MS = 60_000;
/** Of one kind from one address: more say nothing new. */
const LINES_PER_KIND = 5;
/** Of all, so that nobody fills the disk by changing addresses. */
const LINES_IN_ALL = 300;

/** What was refused to whom. Never what was sent: neither bodies nor queries, nor paths that nobody here has named. */
export type Refusal = {
  /** The pattern of the route, or the name of the procedure. */
  readonly route: string;
  readonly code: ErrorCode;
  readonly ip: string;
  readonly memberId?: string | undefined;
};
export type RefusalLog = { note(refusal: Refusal): void };

/** Refusals as lines of the log, so many a minute; what was passed over is counted in a line at the minute's end. */
export function createRefusalLog(log: Pick<Logger, 'info'>, nowMs: () => number = () => performance.now()): RefusalLog {
  let beganAtMs = -Infinity,
    lines = 0,
    passedOver = 0;
  let kinds = new Map<string, number>();
  let end: NodeJS.Timeout | null = null;

  const close = () => {
    if (end !== null) clearTimeout(end);
    end = null;
    if (passedOver > 0) log.info({ action: 'request.refused', passedOver }, 'more refusals of the last minute');
    lines = passedOver = 0;
    kinds = new Map();
  };
  return {
    note({ route, code, ip, memberId }) {
      if (nowMs() - beganAtMs >= WINDOW_MS) {
        close();
        beganAtMs = nowMs();
      }
      const kind = `${ip} ${code} ${memberId ?? ''}`;
      const before = kinds.get(kind) ?? 0;
      if (lines >= LINES_IN_ALL || before >= LINES_PER_KIND) {
        passedOver += 1;
        // Told also when nothing is refused any more.
        end ??= setTimeout(close, WINDOW_MS).unref();
        return;
      }
      kinds.set(kind, before + 1);
      lines += 1;
      log.info({ action: 'request.refused', route, code, memberId, ip }, 'a request was refused');
    },
  };
}
