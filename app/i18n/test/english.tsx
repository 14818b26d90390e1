import type { ReactNode } from 'react';
import { IntlProvider } from 'react-intl';
import { compileMessage } from '../compile-messages.vite';
import en from '../dictionary-en';

const words = Object.fromEntries(
  Object.entries(en as object).map(([key, text]) => [key, compileMessage(text as string)]),
);

/** English words for what a test shows, compiled as a build compiles them. */
export function English({ children }: { children: ReactNode }) {
  return (
    <IntlProvider locale="en-GB" messages={words}>
      {children}
    </IntlProvider>
  );
}
