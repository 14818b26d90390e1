/**
 * Whether and how this device can keep Saha as an application of its own. Chromium hands over a prompt; on an iPad the
 * person does it in Safari's share menu. A browser tab may lose its data after days without use, an installed one does
 * not.
 */
import { useSyncExternalStore } from 'react';

export type InstallWay = 'installed' | 'prompt' | 'share-menu' | 'none';

type InstallPrompt = Event & {
  prompt: () => Promise<unknown>;
  userChoice: Promise<{ outcome: 'accepted' | 'dismissed' }>;
};

let waitingPrompt: InstallPrompt | null = null;
let wasInstalled = false;
const listeners = new Set<() => void>();

function announce(): void {
  for (const listener of listeners) listener();
}

/**
 * Keeps the browser's own banner back: the offer comes when the person has seen what Saha is good for. Called once, at
 * the start.
 */
export function watchInstallPrompt(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    waitingPrompt = event as InstallPrompt;
    announce();
  });
  window.addEventListener('appinstalled', () => {
    waitingPrompt = null;
    wasInstalled = true;
    announce();
  });
}

type Device = { userAgent: string; platform: string; maxTouchPoints: number };

/** Safari on an iPad or iPhone; an iPad calls itself a Mac, but no Mac has a touch screen. */
export function isAppleTouchSafari({ userAgent, platform, maxTouchPoints }: Device): boolean {
  const isAppleTouch = /iPad|iPhone/.test(userAgent) || (platform === 'MacIntel' && maxTouchPoints > 1);
  return isAppleTouch && /Safari\//.test(userAgent) && !/CriOS|FxiOS|EdgiOS/.test(userAgent);
}

function currentWay(): InstallWay {
  const isStandalone =
    window.matchMedia('(display-mode: standalone)').matches ||
    (navigator as { standalone?: boolean }).standalone === true;
  if (isStandalone || wasInstalled) return 'installed';
  if (waitingPrompt !== null) return 'prompt';
  return isAppleTouchSafari(navigator) ? 'share-menu' : 'none';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useInstallWay(): InstallWay {
  return useSyncExternalStore(subscribe, currentWay, () => 'none');
}

/** Opens the browser's own question. A prompt can be used once; the browser hands over a new one later. */
export async function promptInstall(): Promise<void> {
  const prompt = waitingPrompt;
  if (prompt === null) return;
  waitingPrompt = null;
  await prompt.prompt();
  if ((await prompt.userChoice).outcome === 'accepted') wasInstalled = true;
  announce();
}
