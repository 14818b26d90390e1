import { describe, expect, it } from 'vitest';
import { isRightlyNamed, mayDecideSetting, settingId } from './setting-rights';
import { settingValue, FIRST_SETTINGS, readSettings, type SettingDocument } from './settings';
import { OFFICE_KEYS, OWN_KEYS, SETTING_SHAPES } from './setting-values';

const MEMBER = '0190a000-0000-7000-8000-000000000001';
const OTHER = '0190a000-0000-7000-8000-000000000002';
const setting = (
  key: string,
  subject: string,
  value: object,
  rest: Partial<SettingDocument> = {},
): SettingDocument => ({
  id: settingId(key, subject),
  key,
  subject,
  memberId: '',
  value: value as Record<string, unknown>,
  archivedAt: '',
  ...rest,
});
const HOURS = { days: [[{ from: '10:00', to: '14:00' }], [], [], [], [], [], []] };

describe('settings', () => {
  it('nobody decided anything: the six stages, four kinds, weekdays in İstanbul', () => {
    expect(FIRST_SETTINGS.stages.map(({ id }) => id)).toEqual([
      'new',
      'contacted',
      'qualified',
      'proposal',
      'won',
      'lost',
    ]);
    expect(FIRST_SETTINGS.appointmentKinds.map(({ id }) => id)).toEqual(['meeting', 'visit', 'video', 'phone']);
    expect(FIRST_SETTINGS.office.zone).toBe('Europe/Istanbul');
    expect(FIRST_SETTINGS.office.hours.map((spans) => spans.length)).toEqual([1, 1, 1, 1, 1, 0, 0]);
    for (const stage of FIRST_SETTINGS.stages) expect(settingValue('stage', stage)).not.toBeNull();
    for (const kind of FIRST_SETTINGS.appointmentKinds) expect(settingValue('appointmentKind', kind)).not.toBeNull();
  });

  it('what is decided takes the place of what stood, archived stages still say what they are', () => {
    const { stages, office } = readSettings([
      setting('stage', 'lost', { nameTr: 'Olmadı', nameEn: '', order: 5, colour: 0, kind: 'lost' }),
      setting(
        'stage',
        'proposal',
        { nameTr: 'Teklif', nameEn: '', order: 40, colour: 4, kind: 'open' },
        {
          archivedAt: '2026-11-26T00:00:00.000Z',
        },
      ),
      setting('stage', 'deposit', { nameTr: 'Kapora', nameEn: 'Deposit', order: 45, colour: 4, kind: 'open' }),
      setting('officeName', '', { name: 'Ege Emlak' }),
      setting('officeHours', '', HOURS),
    ]);
    expect(stages.map(({ id, isArchived }) => (isArchived ? `(${id})` : id))).toEqual([
      'lost',
      'new',
      'contacted',
      'qualified',
      '(proposal)',
      'deposit',
      'won',
    ]);
    expect(stages[0]!.nameTr).toBe('Olmadı');
    expect(office).toEqual({ name: 'Ege Emlak', logoId: '', zone: 'Europe/Istanbul', hours: HOURS.days });
  });

  it('what this build cannot read counts as not there: later keys, broken values, zones nobody knows', () => {
    expect(
      readSettings([
        setting('weather', 'x', { sunny: true }),
        setting('stage', 'new', { nameTr: '' }),
        setting('officeZone', '', { zone: 'Moon/Base' }),
        setting('officeHours', '', { days: [] }),
      ]),
    ).toEqual(FIRST_SETTINGS);
  });

  it('weeks and absences are somebody’s, archived ones nobody’s', () => {
    const absence = { fromOn: '2026-12-02', toOn: '2026-12-04', fromTime: '', toTime: '', note: '' };
    const own = { memberId: MEMBER };
    const { weeks, absences } = readSettings([
      setting('week', MEMBER, HOURS, own),
      setting('week', OTHER, HOURS, { memberId: OTHER, archivedAt: '2026-11-26T00:00:00.000Z' }),
      setting('absence', 'b', absence, own),
      setting('absence', 'a', { ...absence, fromOn: '2026-12-01' }, own),
      setting('absence', 'c', absence, { ...own, archivedAt: '2026-11-26T00:00:00.000Z' }),
    ]);
    expect([...weeks.keys()]).toEqual([MEMBER]);
    expect(absences.get(MEMBER)?.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it.each([
    ['officeHours', { days: HOURS.days.slice(1) }],
    ['week', { days: [[{ from: '10:00', to: '09:00' }], [], [], [], [], [], []] }],
    [
      'week',
      {
        days: [
          [
            { from: '09:00', to: '12:00' },
            { from: '11:00', to: '13:00' },
          ],
          [],
          [],
          [],
          [],
          [],
          [],
        ],
      },
    ],
    ['holiday', { nameTr: 'x', nameEn: '', fromOn: '2026-02-30', toOn: '2026-03-01', fromTime: '', isYearly: false }],
    ['absence', { fromOn: '2026-12-02', toOn: '2026-12-01', fromTime: '', toTime: '', note: '' }],
    ['absence', { fromOn: '2026-12-01', toOn: '2026-12-02', fromTime: '09:00', toTime: '12:00', note: '' }],
    ['absence', { fromOn: '2026-12-01', toOn: '2026-12-01', fromTime: '09:00', toTime: '', note: '' }],
    ['stage', { nameTr: ' ', nameEn: '', order: 1, colour: 1, kind: 'open' }],
  ] as const)('%s is refused where it makes no sense', (key, value) => {
    expect(settingValue(key, value)).toBeNull();
  });
});

describe('who decides', () => {
  const person = (role: 'agent' | 'manager' | 'admin', teamId: string | null = 't1') => ({ id: MEMBER, role, teamId });
  it('the office’s own: managers and admins', () => {
    expect(['agent', 'manager', 'admin'].map((role) => mayDecideSetting(person(role as 'agent'), null))).toEqual([
      false,
      true,
      true,
    ]);
  });
  it('somebody’s own: they themselves, a manager of their team, admins', () => {
    const of = (id: string, teamId: string | null) => ({ id, teamId });
    expect(mayDecideSetting(person('agent'), of(MEMBER, 't1'))).toBe(true);
    expect(mayDecideSetting(person('agent'), of(OTHER, 't1'))).toBe(false);
    expect(mayDecideSetting(person('manager'), of(OTHER, 't1'))).toBe(true);
    expect(mayDecideSetting(person('manager'), of(OTHER, 't2'))).toBe(false);
    expect(mayDecideSetting(person('manager', null), of(OTHER, null))).toBe(false);
    expect(mayDecideSetting(person('manager', ''), of(OTHER, ''))).toBe(false);
    expect(mayDecideSetting(person('admin', null), of(OTHER, 't2'))).toBe(true);
  });
  it('a thing has the id of its name, and an owner where its kind wants one', () => {
    const named = (key: string, subject: string, memberId: string) =>
      isRightlyNamed({ id: settingId(key, subject), key, subject, memberId });
    expect(isRightlyNamed({ id: OTHER, key: 'stage', subject: 'new', memberId: '' })).toBe(false);
    for (const key of Object.keys(SETTING_SHAPES) as (keyof typeof SETTING_SHAPES)[]) {
      const isOwn = OWN_KEYS.some((own) => own === key);
      const subject = key === 'week' ? MEMBER : OFFICE_KEYS.some((one) => one === key) ? '' : 'x';
      expect(named(key, subject, isOwn ? MEMBER : ''), key).toBe(true);
      expect(named(key, subject, isOwn ? '' : MEMBER), key).toBe(false);
    }
    expect(named('week', OTHER, MEMBER)).toBe(false);
    expect(named('officeName', 'x', '')).toBe(false);
    expect(named('stage', '', '')).toBe(false);
    expect(named('ofALaterBuild', 'x', '')).toBe(true);
  });
});
