import type { Deps } from '../../deps';
import { keyIdOfCustomerToken, readCustomerToken, writeCustomerToken, type CustomerToken } from './customer-token';

/** `https://…/c/TOKEN`: one appointment, for whoever holds its mail. */
export async function makeCustomerLink(
  { config, macKeys, now }: Pick<Deps, 'config' | 'macKeys' | 'now'>,
  token: Omit<CustomerToken, 'issuedAtMs'>,
): Promise<string> {
  return `${config.publicOrigin}/c/${writeCustomerToken({ ...token, issuedAtMs: now() }, await macKeys.newest())}`;
}

/** Null: nobody here has written it. */
export async function openCustomerLink(
  { macKeys }: Pick<Deps, 'macKeys'>,
  text: string,
): Promise<CustomerToken | null> {
  const keyId = keyIdOfCustomerToken(text);
  const key = keyId === null ? null : await macKeys.byId(keyId);
  return key === null ? null : readCustomerToken(text, key);
}
