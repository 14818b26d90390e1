import { useMemo } from 'react';
import { useIntl } from 'react-intl';

export type TextValues = Readonly<Record<string, string | number | boolean | Date | null | undefined>>;
/** The words for a key of app/i18n/messages, in the language of the screen. */
export type Text = (key: string, values?: TextValues) => string;

export function useText(): Text {
  const intl = useIntl();
  return useMemo<Text>(
    () => (key, values) => {
      const message = intl.messages[key];
      // A kind or state of a later build, which this one has no word for: its own name says more than nothing.
      if (message === undefined) return key.slice(key.lastIndexOf('.') + 1).replaceAll('_', ' ');
      return typeof message === 'string' ? message : intl.formatMessage({ id: key }, values as Record<string, string>);
    },
    [intl],
  );
}
