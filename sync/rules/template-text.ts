/**
 * Texts with places to fill. In the store a place is `{{firstName}}` whatever language its writer reads; on the screen
 * it bears that language's name. Pure: the composer fills, the office refuses what was not filled.
 */

export const TEMPLATE_VARIABLES = [
  'firstName',
  'lastName',
  'agentName',
  'agentEmail',
  'officeName',
  'appointmentDate',
  'appointmentTime',
  'appointmentPlace',
] as const;
export type TemplateVariable = (typeof TEMPLATE_VARIABLES)[number];
export type TemplateValues = Readonly<Partial<Record<TemplateVariable, string>>>;

const PLACE = /\{\{([^{}]*)\}\}/g;
const isVariable = (name: string): name is TemplateVariable => (TEMPLATE_VARIABLES as readonly string[]).includes(name);

/** Each once, in the order in which they first stand. */
export function variablesIn(...texts: readonly string[]): TemplateVariable[] {
  return [...new Set(texts.flatMap((text) => placesIn(text)).filter(isVariable))];
}

/** Names in braces that mean nothing. */
export function unknownPlaces(...texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap((text) => placesIn(text)).filter((name) => !isVariable(name)))];
}

const placesIn = (text: string) => [...text.matchAll(PLACE)].map(([, name = '']) => name.trim());

/** What is not known (absent, or empty) stays a place. */
export function fillTemplate(text: string, values: TemplateValues): string {
  return text.replace(PLACE, (whole, name: string) => {
    const known = name.trim();
    return (isVariable(known) ? values[known] : undefined) || whole;
  });
}

/** Something in it is not filled: it must not leave. */
export const hasPlaces = (text: string): boolean => placesIn(text).length > 0;

/** What stands there whatever fills it: a place is as long as its name in nobody's language. */
export const withoutPlaces = (text: string): string => text.replace(PLACE, '');

/** From the store's names to a reader's. */
export function inWords(text: string, wordOf: (variable: TemplateVariable) => string): string {
  return text.replace(PLACE, (whole, name: string) =>
    isVariable(name.trim()) ? `{{${wordOf(name.trim() as TemplateVariable)}}}` : whole,
  );
}

/** And back; `words` by variable, of every language there is. What is none of them stays. */
export function fromWords(text: string, words: Readonly<Record<TemplateVariable, readonly string[]>>): string {
  const meant = new Map(
    TEMPLATE_VARIABLES.flatMap((variable) => words[variable].map((word) => [normal(word), variable] as const)),
  );
  return text.replace(PLACE, (whole, name: string) => {
    const variable = meant.get(normal(name));
    return variable === undefined ? whole : `{{${variable}}}`;
  });
}

const normal = (word: string) => word.trim().toLocaleLowerCase('tr').replaceAll('ı', 'i');
