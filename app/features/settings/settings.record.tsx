import { SlidersHorizontal } from 'lucide-react';
import type { RecordKind } from '../../records/record-kind';
import { settingText, settingTitle } from './setting-words';

/** Where a thing can be seen and changed. */
const PARTS: Readonly<Record<string, string>> = {
  officeName: 'office',
  officeLogo: 'office',
  officeZone: 'office',
  officeHours: 'office',
  stage: 'stages',
  label: 'labels',
  appointmentKind: 'kinds',
  holiday: 'holidays',
  week: 'hours',
  absence: 'absences',
  reminderRule: 'reminders',
  awayAnswer: 'away',
};

export const settingRecord: RecordKind<'settings'> = {
  collection: 'settings',
  icon: SlidersHorizontal,
  wordsOf: ({ key, value }, _customer, tools) => ({
    title: settingTitle(key, value, tools),
    href: PARTS[key] === undefined ? '/settings' : `/settings/${PARTS[key]}`,
  }),
  fields: {
    key: { content: 'choice', isSilent: true },
    subject: { content: 'text', isSilent: true },
    memberId: { content: 'member' },
    value: { content: 'json', say: settingText },
    archivedAt: { content: 'instant' },
    createdBy: { content: 'member', isSilent: true },
    createdAt: { content: 'instant', isSilent: true },
  },
};
