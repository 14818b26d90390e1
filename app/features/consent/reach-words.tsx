import { CircleSlash, MailQuestion, ShieldCheck, ShieldX, type LucideIcon } from 'lucide-react';
import type { Channel } from '../../../sync/rules/address';
import type { Reach } from '../../../sync/rules/consent';
import type { Text } from '../../i18n/use-text';
import type { Tone } from '../../ui/badge';

/** Nothing of this channel leaves at all, whatever it is about. */
export function isStopped(reach: Reach | null): boolean {
  return reach?.state === 'no' && !['withdrawn', 'unsubscribed', 'iys'].includes(reach.reason);
}

/** A yes with proof would count again; a complaint and a dead address are for the office. */
export function canBeLifted(reach: Reach | null): boolean {
  return reach?.state !== 'no' || (reach.reason !== 'complained' && reach.reason !== 'bounced');
}

/** A new yes counts only with something that proves it. */
export function needsProof(reach: Reach | null): boolean {
  return reach?.state === 'no' && reach.reason !== 'withdrawn';
}

export function reachIcon(reach: Reach | null): LucideIcon {
  if (reach === null) return MailQuestion;
  if (reach.state === 'given') return ShieldCheck;
  return isStopped(reach) ? CircleSlash : ShieldX;
}

export function reachTone(reach: Reach | null): Tone {
  if (reach === null) return 'neutral';
  if (reach.state === 'given') return 'accent';
  return isStopped(reach) ? 'brick' : 'neutral';
}

/** Of a number, nothing comes back. */
export function reachWords(reach: Reach | null, t: Text, channel: Channel): string {
  if (reach === null) return t('consents.reach.none');
  if (reach.state === 'given') return t('consents.reach.given');
  const isDead = reach.reason === 'bounced' && channel !== 'email';
  return t(isDead ? 'consents.reach.no.bounced.phone' : `consents.reach.no.${reach.reason}`);
}

/** What it means for what may leave. */
export function reachMeaning(reach: Reach | null, t: Text): string {
  if (reach === null) return t('consents.meaning.none');
  if (reach.state === 'given') return t('consents.meaning.given');
  return t(isStopped(reach) ? 'consents.meaning.stopped' : 'consents.meaning.no');
}
