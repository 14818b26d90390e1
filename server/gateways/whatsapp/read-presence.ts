import { asObject, asText, isForMany } from './read-message';

/** `kind` null: they stopped. `address`: as on the line (`…@s.whatsapp.net`, `…@lid`). */
export type Presence = { readonly address: string; readonly kind: 'composing' | 'recording' | null };

export const isPresence = (body: Readonly<Record<string, unknown>>) => body['event'] === 'presence.update';

/** Who writes just now, of what a line tells by `presence.update`. Never throws; groups come to nothing. */
export function readPresence(body: Readonly<Record<string, unknown>>): readonly Presence[] {
  const { id, presences } = asObject(body['data']);
  if (isForMany(asText(id))) return [];
  return Object.entries(asObject(presences))
    .filter(([address]) => address !== '' && !isForMany(address))
    .map(([address, said]) => {
      const known = asText(asObject(said)['lastKnownPresence']);
      return { address, kind: known === 'composing' || known === 'recording' ? known : null };
    });
}
