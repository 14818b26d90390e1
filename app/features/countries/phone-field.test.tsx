// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { COUNTRIES } from '../../../prisma/countries/countries';
import { English } from '../../i18n/test/english';
import { PhoneField } from './phone-field';

vi.stubGlobal('fetch', () =>
  Promise.resolve(new Response(JSON.stringify(COUNTRIES), { headers: { 'content-type': 'application/json' } })),
);
afterEach(cleanup);

/** Countries and numbering plans are loaded with the first field. */
const PATIENT = { timeout: 30_000 };
const TURKEY = 'Country code: Türkiye +90';

async function open() {
  let kept = '';
  const Field = () => {
    const [value, setValue] = useState('');
    kept = value;
    return <PhoneField label="Phone" value={value} onChange={setValue} defaultCountryId="TR" />;
  };
  render(
    <English>
      <Field />
    </English>,
  );
  await screen.findByRole('button', { name: TURKEY }, PATIENT);
  await import('libphonenumber-js/min');
  const input = screen.getByLabelText<HTMLInputElement>('Phone');
  const paste = (text: string) => {
    fireEvent.change(input, { target: { value: text } });
    fireEvent.blur(input);
  };
  return { input, paste, kept: () => kept };
}

test('an extension becomes no part of the number, moves no country, and is said to be left out', async () => {
  const { input, paste, kept } = await open();
  for (const text of ['0212 555 44 33 ext. 5', '0212 555 44 33 dahili 12']) {
    paste(text);
    expect(kept()).toBe('+902125554433');
    // What was pasted stands there until somebody has seen to the rest.
    expect(input.value).toBe(text);
    expect(screen.getByText(/^Extensions are not kept here; the number is \+902125554433/)).toBeTruthy();
    expect(screen.getByRole('button', { name: TURKEY })).toBeTruthy();
  }
});

test('of two numbers pasted together the first is kept, and it is said that there is another', async () => {
  const { input, paste, kept } = await open();
  for (const text of ['0532 123 45 67 / 0533 765 43 21', '532 123 45 67 533 765 43 21', '0532123456705337654321']) {
    paste(text);
    expect(kept()).toBe('+905321234567');
    expect(input.value).toBe(text);
    expect(screen.getByText(/^There is more than one number. This field keeps the first: \+905321234567/)).toBeTruthy();
    expect(screen.getByRole('button', { name: TURKEY })).toBeTruthy();
  }
});
