/** Every noun has all its parts; what it lacks is named. */
import { describe, expect, it } from 'vitest';
import { COLLECTIONS, outOfScopeCode, parentOf, parentUnknownCode, SYNC_ORDER } from '../../sync/collections/registry';
import { ERROR_CODES } from '../../sync/errors';
import { REPLICATIONS } from './nouns';
import { TABLES } from './tables';

/** Fields and collections that tablets knew before a number of shapes was named; whatever is not here says `since`. */
const FIRST: Readonly<Record<string, number>> = {
  members: 7,
  countries: 6,
  customers: 21,
  appointments: 14,
  interactions: 8,
};
const NULLABLE = /^(uuids|texts|json|textOrNone|uuidOrNone|instantOrNone)$/;

describe.each(SYNC_ORDER)('%s', (name) => {
  const definition = COLLECTIONS[name];
  const replication = REPLICATIONS[name];
  const fields = Object.keys(definition.fields);

  it('is stored field by field', () => {
    expect(Object.keys(replication.columns).sort(), 'columns').toEqual([...fields].sort());
    const named = [...Object.keys(replication.facts ?? {}), ...Object.keys(replication.factsBeside ?? {})];
    expect(
      named.filter((field) => !fields.includes(field)),
      'facts about fields it has not',
    ).toEqual([]);
  });

  it('says what stands for nothing wherever the table can hold nothing', () => {
    const lacking = TABLES[name].columns.filter(({ kind, empty }) => NULLABLE.test(kind) && empty === undefined);
    expect(
      lacking.map(({ field }) => field),
      'empty',
    ).toEqual([]);
  });

  it('says since when, for what older tablets do not know', () => {
    const first = fields.filter((field) => (definition.fields[field]?.since ?? 0) === 0);
    if (definition.since === 0) expect(first.length, 'fields without since').toBe(FIRST[name]);
    else expect(FIRST[name], 'since of the collection').toBeUndefined();
    const later = fields.filter((field) => (definition.fields[field]?.since ?? 0) > definition.since);
    expect(
      later.filter((field) => !(field in definition.empties)),
      'empty of later fields',
    ).toEqual([]);
  });

  it('has its codes, rules and parent', () => {
    const codes = [outOfScopeCode(definition), parentUnknownCode(definition)].filter((code) => code !== null);
    expect(
      codes.filter((code) => !ERROR_CODES.includes(code)),
      'codes',
    ).toEqual([]);
    const parent = parentOf(definition);
    if (parent !== null) expect(fields, 'the field that names its parent').toContain(parent.by);
    if (['customer', 'line'].includes(definition.audience.kind)) expect(replication.inScope, 'inScope').toBeDefined();
    if (!definition.writable) return;
    expect(replication.mayPush, 'mayPush').toBeDefined();
    expect(fields, 'what a record that left the person is told by').toContain('createdAt');
    expect(definition.empties, 'createdAt is said by its maker').not.toHaveProperty('createdAt');
  });
});

it('come in an order in which parents go before what hangs on them', () => {
  expect(SYNC_ORDER).toEqual([
    'members',
    'countries',
    'settings',
    'templates',
    'segments',
    'customers',
    'appointments',
    'interactions',
    'consents',
    'conversations',
    'messages',
    'files',
  ]);
});
