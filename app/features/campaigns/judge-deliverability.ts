import type { api } from '../../api/client';

export type Deliverability = Awaited<ReturnType<typeof api.campaigns.deliverability.query>>;
/** `open`: nobody could be asked. */
export type Verdict = 'good' | 'bad' | 'open';
const verdictOf = (isGood: boolean | undefined): Verdict => (isGood === undefined ? 'open' : isGood ? 'good' : 'bad');

/** What receivers ask of who sends much (Gmail, Yahoo, Microsoft), and whether the office does it. */
export function judgeDeliverability({
  account,
  identity,
  dmarc,
}: Pick<Deliverability, 'account' | 'identity' | 'dmarc'>) {
  const known = identity ?? undefined;
  return [
    ['domain', verdictOf(known?.isVerified)],
    ['dkim', verdictOf(known && known.dkim === 'SUCCESS')],
    ['spf', verdictOf(known && known.mailFrom !== '' && known.mailFromStatus === 'SUCCESS')],
    ['dmarc', verdictOf(dmarc === null ? undefined : dmarc.policy !== '')],
    ['sandbox', verdictOf(account === null ? undefined : !account.isSandbox && account.isSending)],
    ['standing', verdictOf(account === null ? undefined : account.standing === 'HEALTHY')],
    // These the office does by itself, on every campaign's mail.
    ['oneClick', 'good'],
    ['consent', 'good'],
    ['oneEach', 'good'],
  ] as const satisfies readonly (readonly [string, Verdict])[];
}
