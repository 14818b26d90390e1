import type { Config } from '../../config';
import type { MessageChannel } from '../../../sync/collections/conversation';

/** On which channels what is sent stays on this machine: its stand-in takes it, and to everybody it looks delivered. */
export const withoutAccount = ({
  mail,
  sms,
  whatsapp,
}: Pick<Config, 'mail' | 'sms' | 'whatsapp'>): MessageChannel[] => [
  ...(mail.credentials === null ? (['email'] as const) : []),
  ...(sms.provider === 'stand-in' ? (['sms'] as const) : []),
  ...(whatsapp.provider === 'stand-in' ? (['whatsapp'] as const) : []),
];
