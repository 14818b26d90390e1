import { describe, expect, it } from 'vitest';
import { likenessOf } from './use-duplicates';

const person = { phone: '+905321234567', email: 'isil@ornek.com', firstName: 'Işıl', lastName: 'Ak' };

describe('why two customers look like one', () => {
  it('names the most telling reason', () => {
    expect(likenessOf({ ...person }, person)).toBe('phone');
    expect(likenessOf({ ...person, phone: '' }, person)).toBe('email');
    expect(likenessOf({ ...person, phone: '', email: '' }, person)).toBe('name');
  });

  it('sees through capitals and Turkish letters', () => {
    expect(likenessOf({ ...person, phone: '', email: 'ISIL@ORNEK.COM' }, person)).toBe('email');
    expect(likenessOf({ phone: '', email: '', firstName: 'ISIL', lastName: 'ak' }, person)).toBe('name');
  });

  it('takes a match nothing else explains for the second phone', () => {
    expect(likenessOf({ phone: '+902120000000', email: '', firstName: 'Başka', lastName: 'Biri' }, person)).toBe(
      'phone',
    );
  });
});
