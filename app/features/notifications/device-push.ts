/** Whether this browser is told of news, and how it comes to be. */
import { api } from '../../api/client';
import { forgetPushHere } from '../../shell/push-here';

export type TurnedOn = 'on' | 'denied' | 'unsupported' | 'failed';
type Language = 'tr' | 'en';

const registrationHere = async () => navigator.serviceWorker?.getRegistration().catch(() => undefined);

export const canBePushed = () =>
  'serviceWorker' in navigator && 'PushManager' in window && typeof Notification !== 'undefined';

/** Asks the person where they have not said; `publicKey`: as whom the office speaks. */
export async function turnOn(publicKey: string, language: Language): Promise<TurnedOn> {
  if (!canBePushed()) return 'unsupported';
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  const registration = await registrationHere();
  if (registration === undefined) return 'unsupported';
  const subscription = await subscribe(registration, publicKey).catch(() => null);
  if (subscription === null) return 'failed';
  await tellOffice(subscription, language);
  return 'on';
}

export async function turnOff(): Promise<void> {
  await api.notifications.unsubscribe.mutate();
  await forgetPushHere();
}

/** One made for another key (an office put back without its own) is made anew. */
async function subscribe(registration: ServiceWorkerRegistration, publicKey: string): Promise<PushSubscription> {
  const options = { userVisibleOnly: true, applicationServerKey: publicKey };
  try {
    return await registration.pushManager.subscribe(options);
  } catch (error) {
    const stands = await registration.pushManager.getSubscription();
    if (stands === null) throw error;
    await stands.unsubscribe();
    return registration.pushManager.subscribe(options);
  }
}

async function tellOffice(subscription: PushSubscription, language: Language): Promise<void> {
  const { endpoint = '', keys = {} } = subscription.toJSON();
  await api.notifications.subscribe.mutate({
    endpoint,
    p256dh: keys['p256dh'] ?? '',
    auth: keys['auth'] ?? '',
    language,
  });
}

/**
 * Browsers change addresses by themselves, and people the language: where this one is told of news, the office hears of
 * what it has now.
 */
export function keepSubscribed(language: Language): void {
  if (!canBePushed() || Notification.permission !== 'granted') return;
  void renew(language).catch(() => undefined);
}

async function renew(language: Language): Promise<void> {
  const subscription = await (await registrationHere())?.pushManager.getSubscription();
  if (subscription === null || subscription === undefined) return;
  const told = await api.notifications.read.query();
  if (told.endpoint !== subscription.endpoint || told.language !== language) await tellOffice(subscription, language);
}
