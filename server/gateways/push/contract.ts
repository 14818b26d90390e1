/** What the office asks of the push services that browsers choose (RFC 8030, 8291, 8292). */
export type PushTarget = { readonly endpoint: string; readonly p256dh: string; readonly auth: string };
/** VAPID: base64url, P-256. */
export type PushKeys = { readonly publicKey: string; readonly privateKey: string };

/**
 * taken    the service has it
 * gone     the device is not there any more
 * later    it was not taken: perhaps in `afterMs`
 * refused  it never will be
 * unknown  handed over, and no answer came
 */
export type PushOutcome =
  | { readonly kind: 'taken' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'later'; readonly afterMs: number | null; readonly code: string }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'unknown'; readonly code: string };

export type PushGateway = {
  /** Whether a device may name this address at all. */
  accepts(endpoint: string): boolean;
  /** Hands over once; never rejects. `ttlSeconds`: how long the service keeps it for a device that is away. */
  send(target: PushTarget, payload: string, keys: PushKeys, ttlSeconds: number): Promise<PushOutcome>;
};
