import type { ReactNode } from 'react';
import { IntlProvider } from 'react-intl';
import { compileMessage } from '../compile-messages.vite';
import en from '../dictionary-en';

const compiled = Object.entries(en as object).map(([key, text]) => [key, compileMessage(text as string)] as const);
/** Text or what it is compiled to; the library's types know one of both at a time. */
const words = Object.fromEntries(compiled) as Record<string, string>;

/** English words for what a test shows, compiled as a build compiles them. */
export function English({ children }: { children: ReactNode }) {
  return (
    <IntlProvider locale="en-GB" messages={words}>
      {children}
    </IntlProvider>
  );
}
