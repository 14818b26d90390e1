import ICAL from 'ical.js';
import { describe, expect, it, vi } from 'vitest';
import { calendarFile, calendarTag, type CalendarOf } from './calendar-file';

const OFFICE = 'Deniz; Emlak, A.Ş.\nBEGIN:VEVENT';
const organizer = { name: 'Deniz, "Emlak"; A', address: 'randevu@deniz.example' };
const event = {
  id: '0190aaaa-0000-7000-8000-000000000001',
  sequence: 3,
  startsAt: '2026-12-01T09:00:00.000Z',
  endsAt: '2026-12-01T10:00:00.000Z',
  summary: `Şule Öz; Demir, A.Ş. · ${'çok uzun bir konu, ğüşıöç '.repeat(6)}`.trim(),
  description: '',
  location: 'Tunalı Hilmi Cd. 4\\7\nÇankaya',
  state: 'cancelled',
} as const;
const calendar: CalendarOf = { name: OFFICE, organizer, events: [event] };

describe('a calendar file', () => {
  it('is read as it was meant, whatever names and places hold', () => {
    const file = calendarFile(calendar);
    // RFC 7986 §5.1: a text, which this parser leaves as it stands.
    for (const property of ['NAME', 'X-WR-CALNAME'])
      expect(file.split('\r\n')).toContain(`${property}:Deniz\\; Emlak\\, A.Ş.\\nBEGIN:VEVENT`);
    const read = new ICAL.Component(ICAL.parse(file) as unknown[] as [string, never[], never[]]);
    const [only, ...others] = read.getAllSubcomponents('vevent');
    expect(others).toEqual([]);
    expect(only!.getFirstPropertyValue('summary')).toBe(event.summary);
    expect(only!.getFirstPropertyValue('location')).toBe(event.location);
    expect(only!.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(only!.getFirstProperty('description')).toBeNull();
    expect(file).toContain('\r\nORGANIZER;CN="Deniz,  Emlak ; A":mailto:randevu@deniz.example\r\n');
    expect(read.getFirstPropertyValue('method')).toBe('PUBLISH');
  });

  it('has lines of 75 octets at most, each with its end', () => {
    const lines = calendarFile(calendar).split('\r\n');
    expect(lines.slice(-2)).toEqual(['END:VCALENDAR', '']);
    expect(lines.filter((line) => Buffer.byteLength(line) > 75 || line.includes('\n'))).toEqual([]);
  });

  it('has a tag of what it says, whenever it is written', () => {
    vi.useFakeTimers({ now: Date.parse('2026-12-01T00:00:00Z') });
    try {
      const tag = calendarTag(calendar);
      vi.setSystemTime(Date.parse('2026-12-02T00:00:00Z'));
      expect(calendarTag({ ...calendar, events: [{ ...event }] })).toBe(tag);
      expect(calendarTag({ ...calendar, events: [{ ...event, sequence: 4 }] })).not.toBe(tag);
    } finally {
      vi.useRealTimers();
    }
  });
});
