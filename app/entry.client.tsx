import { RemixBrowser } from '@remix-run/react';
import { startTransition, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { isFirstScreen } from './i18n/first-words';
import { loadStoredLanguage } from './i18n/language';
import { watchInstallPrompt } from './shell/install';
import { followDeviceTheme } from './shell/theme';

watchInstallPrompt();
followDeviceTheme();

// The shell holds no words until their language is here, so that nothing ever flashes in the wrong one.
await loadStoredLanguage(!isFirstScreen(location.pathname));
startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RemixBrowser />
    </StrictMode>,
  );
});
