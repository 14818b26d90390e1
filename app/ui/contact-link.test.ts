import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { callLink, mailLink } from './contact-link';

const APP = path.resolve(import.meta.dirname, '..');

it('leaves ordinary addresses and numbers as they are', () => {
  expect(mailLink('ad.soyad+satis@ornek.com.tr')).toBe('mailto:ad.soyad%2Bsatis@ornek.com.tr');
  expect(callLink('+905001112233')).toBe('tel:+905001112233');
});

it.each([
  'a@b.c?bcc=x@y.z',
  'a@b.c&bcc=x@y.z',
  'a@b.c,x@y.z',
  'a@b.c;x@y.z',
  'a@b.c%3Fbcc=x@y.z',
  'a@b.c#x',
  'a@b.c?subject=ğ&body=%0A',
  '\ud83d@b.c',
])('makes one reader of %j, and no headers', (email) => {
  const { pathname, search, hash } = new URL(mailLink(email));
  expect([search, hash]).toEqual(['', '']);
  expect(decodeURIComponent(pathname)).toBe(email.replace('\ud83d', '\ufffd'));
  expect(pathname).not.toMatch(/[,;&?]/);
});

it('keeps a number one number', () => {
  for (const phone of ['+90500;phone-context=x', '+90500?x=1', '*21*+90500#']) {
    const { pathname, search, hash } = new URL(callLink(phone));
    expect([decodeURIComponent(pathname), search, hash]).toEqual([phone, '', '']);
  }
});

it('is the only place that makes such addresses', () => {
  const made = readdirSync(APP, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|e2e)\.tsx?$/.test(file) && file !== 'ui/contact-link.ts')
    .filter((file) => /[`'"](mailto|tel|sms):/.test(readFileSync(path.join(APP, file), 'utf8')));
  expect(made).toEqual([]);
});
