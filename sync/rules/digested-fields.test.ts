import { expect, it } from 'vitest';
import { collection, field, text, type CollectionDefinition } from '../collections/definition';
import { digestedFields, documentDigest } from './digest';

const fields = {
  title: field(text(20), 'text'),
  city: field(text(20), 'text', { empty: '' }),
  reach: field(text(20), 'text', { empty: '', since: 2 }),
};
const before: CollectionDefinition = collection({
  name: 'things',
  noun: 'thing',
  audience: { kind: 'everyone' },
  writable: true,
  fields: { title: fields.title, city: fields.city },
});
const now: CollectionDefinition = collection({
  name: 'things',
  noun: 'thing',
  audience: { kind: 'everyone' },
  writable: true,
  fields,
});
const digest = (definition: CollectionDefinition, values: Record<string, unknown>, shapes: number) =>
  documentDigest({ id: 'x', fields: values, stamps: {}, conflicts: [] }, { definition, shapes });

it('a document fetched before a field existed counts as one fetched after it', () => {
  const old = { title: 'a', city: '' };
  for (const shapes of [0, 1, 2]) {
    expect(digest(now, { ...old, reach: '' }, shapes)).toBe(digest(now, old, shapes));
    expect(digest(now, { ...old, reach: 'x' }, shapes)).not.toBe(digest(now, old, shapes));
  }
});

it('an office that knows a field agrees with a tablet that does not, whatever stands in it', () => {
  for (const shapes of [0, 1])
    for (const reach of ['', 'x'])
      expect(digest(now, { title: 'a', city: '', reach }, shapes)).toBe(
        digest(before, { title: 'a', city: '', ...(reach === '' ? {} : { reach }) }, shapes),
      );
});

it('a build that leaves nothing out counts what it always counted', () => {
  expect(digestedFields({ definition: now, shapes: 0 }, { title: '', city: '', reach: '' })).toEqual({
    title: '',
    city: '',
  });
  expect(digestedFields({ definition: now, shapes: 1 }, { title: '', city: '', reach: '' })).toEqual({ title: '' });
});
