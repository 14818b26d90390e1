import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { IntlProvider } from 'react-intl';
import { LOCALES, useCurrentLanguage } from './language';

function failOnUnknownText(error: Error): void {
  if (import.meta.env.DEV) throw error;
}

/** Words and formats for everything inside; switches without a reload. */
export function I18nRoot({ children }: { children: ReactNode }) {
  const { language, dictionary } = useCurrentLanguage();
  return (
    <IntlProvider
      locale={LOCALES[language]}
      defaultLocale="tr-TR"
      messages={dictionary as Record<string, string>}
      onError={failOnUnknownText}
    >
      <I18nProvider locale={LOCALES[language]}>{children}</I18nProvider>
    </IntlProvider>
  );
}
