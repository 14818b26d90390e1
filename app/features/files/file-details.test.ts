import { describe, expect, it } from 'vitest';
import { detailsOf, valuesOf } from './file-details';
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
