/**
 * The installed copy of the application and its updates. A new version is fetched in the background and waits; it takes
 * over only when the person says so, and half-typed forms are stored first.
 */
import { flushDrafts } from './draft-store';
import { isHeldHere } from './only-here';

const CHECK_EVERY_MS = 30 * 60_000;

let waiting: ServiceWorker | null = null;
let isTakenOver = false;
let isAsked = false;
let isReloading = false;
let isStarted = false;
const listeners = new Set<() => void>();

function announce(): void {
  for (const listener of listeners) listener();
}

function watch(registration: ServiceWorkerRegistration): void {
  const look = () => {
    // Without a controller this is the first installation: nothing older is open.
    waiting = navigator.serviceWorker.controller === null ? null : registration.waiting;
    announce();
  };
  look();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
  const check = () => {
    if (navigator.onLine) registration.update().catch(() => undefined);
  };
  setInterval(check, CHECK_EVERY_MS);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') check();
  });
}

async function reload(): Promise<void> {
  if (isReloading) return;
  isReloading = true;
  await flushDrafts();
  window.location.reload();
}

/** Registers the service worker, once the first screen has had its turn. */
export function startUpdates(): void {
  if (isStarted || !import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  isStarted = true;
  const hadController = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (!hadController) return;
    isTakenOver = true;
    // When another tab updated, a page nobody looks at follows at once; one in use asks first.
    if (isAsked || (document.visibilityState === 'hidden' && !isHeldHere())) void reload();
    else announce();
  });
  navigator.serviceWorker
    .register('/service-worker.js', { updateViaCache: 'none' })
    .then(watch)
    .catch(() => undefined);
}

/** Lets the waiting version take over and opens the page again with it. */
export async function applyUpdate(): Promise<void> {
  isAsked = true;
  await flushDrafts();
  if (isTakenOver || waiting === null) await reload();
  else waiting.postMessage({ type: 'SKIP_WAITING' });
}

/** Fetches the newest version and opens the page again with it; rejects when it could not be fetched. */
export async function updateNow(): Promise<void> {
  startUpdates();
  const registration = await navigator.serviceWorker?.getRegistration();
  if (registration !== undefined && !isTakenOver && registration.waiting === null) {
    await registration.update();
    const { installing } = registration;
    if (installing !== null)
      await new Promise<void>((resolve) => {
        installing.addEventListener('statechange', () => {
          if (installing.state !== 'installing') resolve();
        });
      });
  }
  waiting = registration?.waiting ?? null;
  await applyUpdate();
}

export function subscribeToUpdates(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const isUpdateReady = () => waiting !== null || isTakenOver;
