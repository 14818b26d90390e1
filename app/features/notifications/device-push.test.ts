// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { heldOffice } from '../../api/test/held-office';
import { keepSubscribed } from './device-push';

const HERE = { endpoint: 'https://push.example/1', keys: { p256dh: 'B', auth: 'a' } };
afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, 'serviceWorker');
});

/** A browser that is subscribed, of which the office knows `told`. */
function subscribed(told: object) {
  vi.stubGlobal('Notification', { permission: 'granted' });
  vi.stubGlobal('PushManager', {});
  const subscription = { ...HERE, toJSON: () => HERE };
  const registration = { pushManager: { getSubscription: () => Promise.resolve(subscription) } };
  const serviceWorker = { getRegistration: () => Promise.resolve(registration) };
  Object.defineProperty(navigator, 'serviceWorker', { configurable: true, value: serviceWorker });
  return heldOffice({ 'notifications.read': () => told });
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 50));

test.each([
  ['another address', { endpoint: 'https://push.example/0', language: 'tr' }, 1],
  ['another language', { endpoint: HERE.endpoint, language: 'en' }, 1],
  ['what it has', { endpoint: HERE.endpoint, language: 'tr' }, 0],
])('the office that knows %s is told of what stands', async (_, told, times) => {
  const { calls } = subscribed(told);
  keepSubscribed('tr');
  await settled();
  expect(calls.map(({ path }) => path)).toEqual(Array.from({ length: times }, () => 'notifications.subscribe'));
  if (times > 0) expect(calls[0]?.input).toMatchObject({ endpoint: HERE.endpoint, language: 'tr' });
});
