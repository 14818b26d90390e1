import { expect, it } from 'vitest';
import { htmlOf } from './email-html';

it('breaks the address of a call where the screen ends, as a phone shows no other way to its button', () => {
  const html = htmlOf(
    { subject: 'x', text: `Yer: https://zoom.us/${'j'.repeat(90)}`, replyTo: '', fromName: '' },
    'tr',
    null,
  );
  expect(html).toMatch(/\.sheet \{[^}]*overflow-wrap: anywhere/);
});
