/** Where the server of a line tells us what happens. The address holds a secret of the line's own. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Config } from '../../config';

type Secretive = { readonly id: string; readonly webhookSalt: string };

export const newWebhookSalt = () => randomBytes(32).toString('base64url');

/** Nothing of it is kept: without the server's key the salt says nothing. */
function secretOf({ whatsapp }: Pick<Config, 'whatsapp'>, { id, webhookSalt }: Secretive): string {
  const key = whatsapp.provider === 'evolution' ? whatsapp.apiKey : whatsapp.provider;
  return createHmac('sha256', `saha-webhook ${key}`).update(`${id} ${webhookSalt}`).digest('base64url');
}

export function webhookUrlOf(config: Pick<Config, 'whatsapp' | 'publicOrigin' | 'origin'>, line: Secretive): string {
  const origin = config.whatsapp.provider === 'evolution' ? config.publicOrigin : config.origin;
  return `${origin}/webhooks/evolution/${line.id}/${secretOf(config, line)}`;
}

/** Takes as long whatever is wrong. */
export function isSecretOf(config: Pick<Config, 'whatsapp'>, line: Secretive, given: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(secretOf(config, line)), digest(given));
}
