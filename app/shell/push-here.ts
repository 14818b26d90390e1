/** The subscription of this browser, as far as nobody has to be asked for it. */

/** Whoever signs out leaves nothing that could still call this browser; the office forgets it with the session. */
export async function forgetPushHere(): Promise<void> {
  await navigator.clearAppBadge?.().catch(() => undefined);
  // Never awaited where no service worker was registered: `ready` would wait for one for ever.
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  const subscription = await registration?.pushManager?.getSubscription().catch(() => null);
  await subscription?.unsubscribe().catch(() => false);
}
