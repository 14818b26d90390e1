import { describe, expect, it } from 'vitest';
import { createFormats } from '../../i18n/formats';
import type { Text } from '../../i18n/use-text';
import { lastContactWords } from './last-contact';

const NOW_MS = Date.parse('2026-11-22T06:00:00.000Z');
const formats = createFormats('tr', 'Europe/Istanbul');
const echo: Text = (key, values) => `${key} ${String(values?.['when'] ?? '')}`.trim();
const words = (at: string) => lastContactWords(at, echo, formats, NOW_MS);

describe('last contact in words', () => {
  it('says when nobody was ever in touch', () => {
    expect(words('')).toBe('customers.lastContact.never');
  });

  it('counts calendar days of the reader, not spans of 24 hours', () => {
    expect(words('2026-11-21T22:00:00.000Z')).toBe('customers.lastContact.ago bugün');
    expect(words('2026-11-21T20:00:00.000Z')).toBe('customers.lastContact.ago dün');
    expect(words('2026-11-10T08:00:00.000Z')).toBe('customers.lastContact.ago 12 gün önce');
  });

  it('never speaks of the future', () => {
    expect(words('2026-11-23T08:00:00.000Z')).toBe('customers.lastContact.ago bugün');
  });
});
