/** Who sends hostile requests, and what one is. */
import type { WireRequest } from '../wire/wire-client';
import type { Caller, WireOffice } from '../wire/wire-office';

export type Hostile = { readonly what: string; readonly request: WireRequest };
export type Cast = {
  readonly office: WireOffice;
  /** Each with a customer of their own, and with as many devices as a person gets in a day. */
  readonly agents: readonly (Caller & { readonly customerId: string })[];
  readonly managers: readonly Caller[];
  readonly admin: Caller;
  /** An admin who has not typed the password for a while. */
  readonly unconfirmed: Caller;
  /** With whom a customer of somebody else is shared. */
  readonly guest: Caller & { readonly customerId: string };
  /** Their device was reported lost; they have another one, which was not. */
  readonly lost: Caller & { readonly otherDeviceId: string };
};
