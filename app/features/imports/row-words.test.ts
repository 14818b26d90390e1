import { expect, test } from 'vitest';
import { nameInFile } from './row-words';

test('a row is called by what says best who it is', () => {
  const columns = [null, 'lastName', 'firstName', 'email', 'phone'] as const;
  const named = (...cells: string[]) => nameInFile({ cells }, columns);
  expect(named('7', 'Işık', ' Ayşe ', 'a@ornek.example')).toBe('Ayşe Işık');
  expect(named('7', '', '', 'a@ornek.example', '0532')).toBe('a@ornek.example');
  expect(named('7', '', '', '', '0532')).toBe('0532');
  expect(named('7', '')).toBe('7');
  expect(named()).toBe('');
  expect(nameInFile({ cells: ['Ali Veli', 'x'] }, ['fullName', 'firstName'])).toBe('Ali Veli');
});
