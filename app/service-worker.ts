/// <reference lib="webworker" />
/**
 * Keeps the whole application on the device. Everything that was built is stored at installation; every address opens
 * the same index.html. Data never passes through here: it lives in the device's database.
 */
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] };

precacheAndRoute(self.__WB_MANIFEST, { cleanURLs: false, directoryIndex: '' });
cleanupOutdatedCaches();

// Addresses the server answers itself, among them the public pages of recipients (/u/ and /c/).
const SERVER_ADDRESSES = [
  /^\/trpc(\/|$)/,
  /^\/healthz$/,
  /^\/readyz$/,
  /^\/statusz$/,
  /^\/files(\/|$)/,
  /^\/u\//,
  /^\/dev\/outbox/,
  /^\/webhooks\//,
  /^\/c\//,
  /^\/calendar\/.+\.ics$/,
];
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: SERVER_ADDRESSES }));

// A new version waits until the person agrees (app/shell/updates.ts); it never takes a page over by itself.
self.addEventListener('message', (event) => {
  if ((event.data as { type?: unknown } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});

// The very first installation may serve the page that is already open: there is nothing older it could disturb.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

type Pushed = { title: string; body: string; url: string; tag: string; unread: number };

/** Only addresses of our own are opened. */
const ownAddress = (url: unknown) => (typeof url === 'string' && /^\/[a-z0-9/-]*$/i.test(url) ? url : '/');

// Said by the office, encrypted for this browser alone (server/features/notifications).
self.addEventListener('push', (event) => {
  const pushed = readPush(event.data);
  event.waitUntil(
    Promise.all([
      self.registration.showNotification(pushed.title, {
        body: pushed.body,
        tag: pushed.tag,
        renotify: true,
        icon: '/icons/icon-192.png',
        badge: '/icons/icon-192.png',
        data: { url: ownAddress(pushed.url) },
      } as NotificationOptions),
      pushed.unread > 0 ? self.navigator.setAppBadge?.(pushed.unread).catch(() => undefined) : undefined,
    ]),
  );
});

function readPush(data: PushMessageData | null): Pushed {
  const known = { title: 'Saha', body: '', url: '/', tag: '/', unread: 0 };
  try {
    return { ...known, ...(data?.json() as Partial<Pushed> | undefined) };
  } catch {
    return known;
  }
}

// A page that is open goes there by itself, so that nothing half typed is lost; else one is opened.
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const url = ownAddress((event.notification.data as { url?: unknown } | null)?.url);
  event.waitUntil(
    self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then(async (pages) => {
      const page = pages.find(({ visibilityState }) => visibilityState === 'visible') ?? pages[0];
      if (page === undefined) return void (await self.clients.openWindow(url));
      page.postMessage({ type: 'OPEN', url });
      await page.focus();
    }),
  );
});
