import { resolveTxt } from 'node:dns/promises';
import type { Deps } from '../../deps';
import type { SendingIdentity } from '../../gateways/email/contract';
import { readSender } from '../settings/read-sender';

export type Deliverability = {
  /** '' where nobody said as whom the office mails. */
  readonly address: string;
  readonly domain: string;
  /** Null: the provider would not say. */
  readonly account: {
    readonly isSandbox: boolean;
    readonly isSending: boolean;
    readonly perDay: number;
    readonly sentToday: number;
    readonly perSecond: number;
    /** As the provider calls it: HEALTHY, PROBATION, SHUTDOWN; ''. */
    readonly standing: string;
  } | null;
  readonly identity: SendingIdentity | null;
  /** What stands in the domain's own records; null: they could not be asked. */
  readonly dmarc: { readonly policy: string } | null;
};
/** RFC 7489, 6.3. */
const POLICIES = ['none', 'quarantine', 'reject'];
const PATIENCE_MS = 4_000;

/** Where the office stands with whoever carries and receives its mail. */
export async function showDeliverability({
  pool,
  config,
  email,
}: Pick<Deps, 'pool' | 'config' | 'email'>): Promise<Deliverability> {
  const sender = await readSender(pool);
  const address = sender.address || config.mail.from.address;
  const domain = address.split('@')[1] ?? '';
  const [account, identity, dmarc] = await Promise.all([
    email.account(),
    domain === '' ? null : email.identity(domain),
    domain === '' || email.name !== 'ses' || config.mail.credentials === null ? null : readDmarc(domain),
  ]);
  return { address, domain, account, identity, dmarc: dmarc ?? identity?.dmarc ?? null };
}

async function readDmarc(domain: string): Promise<{ policy: string } | null> {
  const patience = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  const asked = resolveTxt(`_dmarc.${domain}`).then(
    (records) => {
      const text = records.map((parts) => parts.join('')).find((record) => /^v=DMARC1\b/i.test(record));
      const tags = (text ?? '').split(';').map((tag) => tag.split('=').map((part) => part.trim()));
      const policy = tags.find(([name]) => name === 'p')?.[1] ?? '';
      return { policy: POLICIES.includes(policy) ? policy : '' };
    },
    (error: { code?: string }) => (error.code === 'ENOTFOUND' || error.code === 'ENODATA' ? { policy: '' } : null),
  );
  return Promise.race([asked, patience]);
}
