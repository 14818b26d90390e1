import { useMemo } from 'react';
import { fromWords, inWords, TEMPLATE_VARIABLES, type TemplateVariable } from '../../../sync/rules/template-text';
import { useText } from '../../i18n/use-text';

export type Places = {
  /** What is stored, with the reader's names in its places. */
  readonly show: (text: string) => string;
  /** And back. */
  readonly mean: (text: string) => string;
};

export function usePlaces(): Places {
  const t = useText();
  return useMemo(() => {
    const words = Object.fromEntries(
      TEMPLATE_VARIABLES.map((variable) => [variable, [t(`templates.variable.${variable}`), variable]]),
    ) as unknown as Record<TemplateVariable, string[]>;
    return {
      show: (text) => inWords(text, (variable) => t(`templates.variable.${variable}`)),
      mean: (text) => fromWords(text, words),
    };
  }, [t]);
}
