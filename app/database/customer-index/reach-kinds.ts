import { CHANNELS, type Channel } from '../../../sync/rules/address';

const STATES = ['given', 'no', 'none'] as const;
/** By channel: agreed, declined or stopped, not asked. */
export const REACHES = CHANNELS.flatMap((channel) => STATES.map((state) => `${channel}-${state}` as const));

type Addressed = { readonly email: string; readonly phone: string; readonly altPhone: string; readonly reach: unknown };

/** Those that hold of a customer, of the channels on which there is an address. */
export function reachesOf({ email, phone, altPhone, reach }: Addressed): string {
  const word = (reach ?? {}) as Partial<Record<Channel, { readonly state?: string }>>;
  return CHANNELS.filter((channel) => (channel === 'email' ? email : phone || altPhone) !== '')
    .map((channel) => `${channel}-${word[channel]?.state ?? 'none'}`)
    .join(' ');
}
