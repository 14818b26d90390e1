import { describe, expect, it } from 'vitest';
import { detailsOf, labelsProblem, valuesOf } from './file-details';
import type { StoredFile } from './file-rows';

const SHOWN = { id: 'f', name: 'pasaport.pdf', note: 'Eski', labels: ['kimlik'] } as unknown as StoredFile;
const typed = (change: Partial<ReturnType<typeof detailsOf>>) => ({ ...detailsOf(SHOWN), ...change });

describe('valuesOf', () => {
  it('writes what somebody changed of what they were shown, and nothing that only stood beside it', () => {
    expect(valuesOf(typed({ note: ' Yeni ' }), SHOWN)).toEqual({ note: 'Yeni' });
    expect(valuesOf(typed({ labels: 'kimlik, asıl, asıl' }), SHOWN)).toEqual({ labels: ['kimlik', 'asıl'] });
    expect(valuesOf(typed({ name: 'kimlik.pdf' }), SHOWN)).toEqual({ name: 'kimlik.pdf' });
  });

  it('writes nothing where one only looked', () => {
    expect(valuesOf(typed({}), SHOWN)).toBeNull();
  });
});

describe('labels', () => {
  it('are never cut in silence: what the shape does not take is said', () => {
    const long = 'a'.repeat(31);
    expect(labelsProblem(typed({ labels: `kimlik, ${long}` }))).toEqual({ key: 'files.labelTooLong', count: 30 });
    expect(valuesOf(typed({ labels: long }), SHOWN)).toEqual({ labels: [long] });
    const many = Array.from({ length: 21 }, (_, at) => `${at}`).join(',');
    expect(labelsProblem(typed({ labels: many }))).toEqual({ key: 'files.labelsTooMany', count: 20 });
    expect(labelsProblem(typed({ labels: `${long.slice(1)}, ${long.slice(1)}, asıl` }))).toBeNull();
  });
});
