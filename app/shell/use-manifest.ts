import { useEffect } from 'react';
import { useLanguage, type Language } from '../i18n/language';

export const MANIFESTS: Readonly<Record<Language, string>> = {
  tr: '/manifest.webmanifest',
  en: '/manifest.en.webmanifest',
};

/**
 * What the device's own menus say of the installed application follows the chosen language; browsers look again when it
 * is opened.
 */
export function useManifest(): void {
  const language = useLanguage();
  useEffect(() => {
    document.querySelector('link[rel="manifest"]')?.setAttribute('href', MANIFESTS[language]);
  }, [language]);
}
