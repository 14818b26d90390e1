/**
 * The one form in which an address is compared, and from which the office makes its key. Pure, and the same in SQL
 * (`normal_email`, `normal_phone`): a no must be found again however the address is typed.
 */

import { EMAIL_PATTERN, MAX_EMAIL_LENGTH } from './email-pattern';

/** Of an address on any channel, as it is kept beside what was said about it. */
export const MAX_ADDRESS_LENGTH = MAX_EMAIL_LENGTH;
const PHONE_PATTERN = /^\+\d{6,15}$/;

/** What one may be written to or called on. */
export const CHANNELS = ['email', 'sms', 'whatsapp', 'call'] as const;
export type Channel = (typeof CHANNELS)[number];

/**
 * Capitals outside ASCII that addresses of our customers hold; PostgreSQL's `lower` would ask its locale about them.
 */
const CAPITALS = 'ÂÇĞİÎÖŞÛÜ';
const SMALL = 'âçğiîöşûü';

/** NFKC, capitals to small letters whatever the locale: `AYŞE@X.COM` and `ayşe@x.com` are one, `I` is `i`. */
export function normaliseEmail(value: string): string {
  return [...value.normalize('NFKC')]
    .map((letter) => {
      if (letter >= 'A' && letter <= 'Z') return String.fromCharCode(letter.charCodeAt(0) + 32);
      const at = CAPITALS.indexOf(letter);
      return at < 0 ? letter : (SMALL[at] ?? letter);
    })
    .join('');
}

/** E.164 as it is; whatever else was typed into it falls away. '' where no digit is left. */
export function normalisePhone(value: string): string {
  const digits = value.replace(/[^0-9]/g, '');
  return digits === '' ? '' : `+${digits}`;
}

/** Whether something could be sent there, or somebody be called. */
export function isAddress(channel: Channel, address: string): boolean {
  const normal = normaliseAddress(channel, address);
  return normal.length <= MAX_ADDRESS_LENGTH && (channel === 'email' ? EMAIL_PATTERN : PHONE_PATTERN).test(normal);
}

export function normaliseAddress(channel: Channel, address: string): string {
  return channel === 'email' ? normaliseEmail(address) : normalisePhone(address);
}
