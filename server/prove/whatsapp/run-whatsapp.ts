import type { Deps } from '../../deps';
import { openOffice } from '../office-in-process';
import type { ProofResult } from '../prove-with';
import { withMigratedPlace } from '../server-process';
import { runSends, SEND_BREAKAGES, type SendOptions } from './run-sends';
import { runWebhooks, WEBHOOK_BREAKAGES, type WebhookOptions } from './run-webhooks';

export const WHATSAPP_BREAKAGES = [...WEBHOOK_BREAKAGES, ...SEND_BREAKAGES] as const;
export type WhatsappOptions = {
  readonly databaseUrl: string;
  readonly breakage: WebhookOptions['breakage'] | SendOptions['breakage'];
} & Omit<WebhookOptions & SendOptions, 'breakage'>;

/** What is told, then what is sent, each in an office of its own. A breakage runs its own half alone. */
export async function runWhatsapp({ databaseUrl, breakage, ...about }: WhatsappOptions): Promise<ProofResult> {
  const found: ProofResult[] = [];
  if (breakage !== 'blind-resend')
    found.push(await inOffice(databaseUrl, (deps) => runWebhooks(deps, { ...about, breakage })));
  if (breakage === null || breakage === 'blind-resend')
    found.push(await inOffice(databaseUrl, (deps) => runSends(deps, { ...about, breakage })));
  return {
    problems: found.flatMap(({ problems }) => problems),
    counts: Object.assign({}, ...found.map(({ counts }) => counts)) as ProofResult['counts'],
  };
}

const inOffice = (databaseUrl: string, work: (deps: Deps) => Promise<ProofResult>) =>
  withMigratedPlace(databaseUrl, async ({ url, folder }) => {
    const office = await openOffice(url, folder, Date.now);
    try {
      return await work(office.out.deps);
    } finally {
      await office.close();
    }
  });
