import { useCallback } from 'react';
import { COLLECTIONS, type WritableCollectionName } from '../../sync/collections/registry';
import { unitNamed } from '../../sync/collections/definition';
import { useFormats } from '../i18n/formats';
import { useText } from '../i18n/use-text';

/** A field or unit of a record as it is called above a value. */
export function useFieldLabel(collection: WritableCollectionName): (field: string) => string {
  const t = useText();
  return useCallback((field) => t(`${collection}.field.${field}`), [t, collection]);
}

/** The same inside a sentence. */
export function useFieldInSentence(collection: WritableCollectionName): (field: string) => string {
  const labelOf = useFieldLabel(collection);
  const { locale } = useFormats();
  return useCallback((field) => inSentence(labelOf(field), locale), [labelOf, locale]);
}

/** A label without its capital; one that is written in capitals stays. */
export function inSentence(label: string, locale: string): string {
  const [first = '', second = ''] = label;
  const isWord = second === second.toLocaleLowerCase(locale);
  return isWord ? first.toLocaleLowerCase(locale) + label.slice(first.length) : label;
}

/** The fields a unit is made of, for a value that lies on a card. */
export function fieldsOfUnit(collection: WritableCollectionName, unit: string): readonly string[] {
  return unitNamed(COLLECTIONS[collection], unit).fields;
}
