import { messageState } from '../../../sync/rules/message';

/** How far what one wrote has come, as a person says it. */
export const TICKS = ['device', 'scheduled', 'queued', 'sent', 'delivered', 'read', 'failed', 'off'] as const;
export type Tick = (typeof TICKS)[number];

/** What a stored message says of itself; the last two come with the office's own word. */
export type Told = {
  readonly state?: string;
  readonly reason?: string;
  readonly cancelledAt?: string;
  readonly releasedAt?: string;
  readonly createdAt: string;
  readonly outbox?: string;
  /** To leave then and not before; '' at once. */
  readonly sendAt?: string;
};

export function tickOf({ outbox = '', sendAt = '', state = '', cancelledAt = '', ...told }: Told): Tick {
  if (outbox.startsWith('r')) return 'failed';
  const known = messageState({ reason: '', releasedAt: '', ...told, state, cancelledAt });
  switch (known) {
    case 'queued':
      return outbox !== '' ? 'device' : sendAt === '' ? 'queued' : 'scheduled';
    case 'sending':
    case 'unknown':
      return 'queued';
    case 'sent':
      return 'sent';
    case 'delivered':
    case 'read':
      return known;
    case 'cancelled':
      return 'off';
    // Nobody called it off: the office did not let it leave, or its time passed.
    case 'skipped':
    case 'expired':
    case 'failed':
    case 'bounced':
    case 'complained':
    case 'unsubscribed':
      return 'failed';
  }
}

/** It never reached anybody, and nothing will come of it by itself. */
export const isFailed = (tick: Tick | null) => tick === 'failed' || tick === 'off';
