/** Every writable noun can be told to people; what is missing is named. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COLLECTIONS, WRITABLE_COLLECTIONS } from '../../sync/collections/registry';
import { RECORD_KINDS } from './record-kinds';

const MESSAGES = join(import.meta.dirname, '../i18n/messages');
const words = (feature: string, language: string) =>
  Object.keys(JSON.parse(readFileSync(join(MESSAGES, `${feature}.${language}.json`), 'utf8')) as object);

describe.each(WRITABLE_COLLECTIONS)('%s', (name) => {
  const definition = COLLECTIONS[name];
  const { fields, timeline } = RECORD_KINDS[name];
  const said = Object.keys(fields);

  it('says every field and unit', () => {
    const all = [...new Set([...Object.keys(definition.fields), ...Object.keys(definition.units)])];
    expect(
      all.filter((field) => !said.includes(field)),
      'fields of the record',
    ).toEqual([]);
    expect(
      said.filter((field) => !all.includes(field)),
      'fields the noun has not',
    ).toEqual([]);
  });

  it.each(['tr', 'en'])('has the words for them (%s)', (language) => {
    const known = words(name, language);
    const spoken = said.filter((field) => fields[field]?.isSilent !== true).map((field) => `${name}.field.${field}`);
    expect(spoken.filter((key) => !known.includes(key))).toEqual([]);
    const outbox = words('outbox', language);
    const kinds = ['created', 'removed'].map((kind) => `outbox.change.${kind}.${name}`);
    expect([...kinds, `outbox.gone.${name}`].filter((key) => !outbox.includes(key))).toEqual([]);
    if (definition.appendOnly) return;
    const conflicts = words('conflicts', language);
    const cards = [`conflicts.deletion.${name}`, `conflicts.keepRecord.${name}`];
    expect('deletedAt' in fields ? cards.filter((key) => !conflicts.includes(key)) : []).toEqual([]);
  });

  it('stands in the customer’s time by an index of the store', () => {
    if (timeline === undefined) return;
    expect(definition.indexes).toContainEqual(timeline.sort);
  });
});
