import { expect, it } from 'vitest';
import { isTooLongForSms, linkInSms } from '../../../sync/rules/sms-text';
import { REMINDER_KINDS } from '../../../sync/rules/reminder-plan';
import { writeReminder, type ToWrite } from './write-reminder';

const about: ToWrite = {
  kind: 'before',
  channel: 'sms',
  language: 'tr',
  startsAt: '2027-03-03T09:30:00.000Z',
  zone: 'Europe/Istanbul',
  location: '',
  country: 'TR',
  firstName: 'Ayşe',
  lastName: 'Kaya',
  agentName: 'Gamze Er',
  agentEmail: 'gamze@ornek.example',
  officeName: 'Kaya',
  template: null,
  link: '',
  hasTurkish: true,
};

it.each([
  ['kayaemlak.com', 'kayaemlak com: '],
  ['Kaya.com.tr Emlak', 'Kaya com tr Emlak: '],
  ['www.kaya.net', 'www kaya net: '],
  ['https://kaya.app', 'kaya app: '],
  ['Kaya & Er Ltd. Şti.', 'Kaya & Er Ltd. Şti.: '],
])('an office called like its address reminds by SMS too: %s', (officeName, begins) => {
  for (const language of ['tr', 'en'] as const)
    for (const kind of REMINDER_KINDS) {
      const { text } = writeReminder({ ...about, officeName, language, kind });
      expect(text.startsWith(begins)).toBe(true);
      expect(linkInSms(text)).toBe('');
    }
});

it('the office’s own words by SMS stay its own where they name an office called like its address', () => {
  const template = { subject: '', body: '', sms: '{{officeName}} sizi {{appointmentDate}} günü bekliyor.' };
  expect(writeReminder({ ...about, officeName: 'kayaemlak.com', template }).text).toMatch(
    /^kayaemlak com sizi 3 Mart .* günü bekliyor\.$/,
  );
});

it('the office’s own words by SMS give way where whoever carries it cannot take so many letters', () => {
  const template = { subject: '', body: '', sms: `{{firstName}} ${'ş'.repeat(420)}` };
  const leaves = (hasTurkish: boolean) => writeReminder({ ...about, template, hasTurkish }).text;
  expect(leaves(true)).toContain('şşş');
  expect(leaves(false)).not.toContain('şşş');
  expect(isTooLongForSms(leaves(false), false)).toBe(false);
});

it('a mail calls the office what it is called', () => {
  expect(writeReminder({ ...about, channel: 'email', officeName: 'kayaemlak.com' }).text).toContain('\nkayaemlak.com');
});
