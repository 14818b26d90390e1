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
