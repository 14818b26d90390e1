/** A zone, hours, holidays, absences and stages made up at random, written as the settings of an office. */
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { settingId } from '../../../sync/rules/setting-rights';
import type { Random } from '../../../prisma/factories/random';
import type { Absence, Calendar, Holiday, Hours, MonthOfOffice } from './office-log';

/** With clocks that are put forward and back, or never, or stand at half an hour. */
const ZONES = [
  ...['Europe/Istanbul', 'Europe/Istanbul', 'Europe/Berlin', 'America/New_York', 'Africa/Cairo'],
  ...['Asia/Kolkata', 'Pacific/Auckland'],
];
const MONTHS = ['2025-10', '2025-11', '2026-03', '2026-04', '2026-07', '2026-08'];
/** By weekday from Monday: what is open, in minutes. */
type Week = readonly (readonly (readonly [number, number])[])[];
const OFFICE_WEEKS: readonly Week[] = [
  week([[540, 1080]], []),
  week(
    [
      [510, 720],
      [780, 1050],
    ],
    [[600, 840]],
  ),
  week([[600, 1200]], [[600, 1200]]),
];
const OWN_WEEKS: readonly Week[] = [week([[780, 1260]], [[540, 720]]), week([[480, 720]], [])];
function week(workday: Week[number], saturday: Week[number]): Week {
  return [workday, workday, workday, workday, workday, saturday, []];
}

/** Borders by the database's own clocks of the zone: the product's reckoning of months is not asked. */
export async function randomMonth(owner: pg.ClientBase, random: Random): Promise<MonthOfOffice> {
  const [zone, month] = [random.pick(ZONES), random.pick(MONTHS)];
  const { rows } = await owner.query<{ from: number; until: number }>(
    `SELECT extract(epoch FROM first AT TIME ZONE $2)::float8 * 1000 AS "from",
       extract(epoch FROM (first + interval '1 month') AT TIME ZONE $2)::float8 * 1000 AS "until"
     FROM (SELECT ($1 || '-01')::timestamp AS first) m`,
    [month, zone],
  );
  return { zone, month, fromMs: rows[0]?.from ?? Number.NaN, untilMs: rows[0]?.until ?? Number.NaN };
}

export async function makeRandomCalendar(
  owner: pg.ClientBase,
  random: Random,
  { zone, month }: MonthOfOffice,
  members: readonly string[],
): Promise<Calendar> {
  const author = members[0];
  const decide = (key: string, subject: string, value: object, member: string | null = null) =>
    owner.query(
      `INSERT INTO settings (id, key, subject, member_id, value, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, now())`,
      [settingId(key, subject), key, subject, member, JSON.stringify(value), author],
    );
  const clock = (minutes: number) =>
    [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
  const written = (own: Week) => ({
    days: own.map((spans) => spans.map(([from, to]) => ({ from: clock(from), to: clock(to) }))),
  });
  const hoursOf = (member: string, own: Week): Hours[] =>
    own.flatMap((spans, weekday) => spans.map(([from, to]) => ({ member, weekday, from, to })));
  const dayOf = (at: number) => `${month}-${String(at).padStart(2, '0')}`;

  await decide('officeZone', '', { zone });
  const office = random.pick(OFFICE_WEEKS);
  const hours = hoursOf('', office);
  await decide('officeHours', '', written(office));
  const holidays: Holiday[] = [];
  const holiday = async (one: Holiday) => {
    holidays.push(one);
    const { firstOn: fromOn, lastOn: toOn, since, isYearly } = one;
    const fromTime = since === 0 ? '' : clock(since);
    await decide('holiday', uuidv7(), { nameTr: 'Tatil', nameEn: '', fromOn, toOn, fromTime, isYearly });
  };
  if (random.chance(0.7)) {
    const at = random.between(1, 25);
    await holiday({
      firstOn: dayOf(at),
      lastOn: dayOf(at + random.below(4)),
      since: random.pick([0, 780]),
      isYearly: false,
    });
  }
  // Every year since long ago: the year of the month is not the one in which it was entered.
  if (random.chance(0.7)) {
    const on = dayOf(random.between(1, 28)).replace(/^\d{4}/, '2019');
    await holiday({ firstOn: on, lastOn: on, since: random.pick([0, 720]), isYearly: true });
  }
  const absences: Absence[] = [];
  for (const member of members) {
    if (random.chance(0.3)) {
      const own = random.pick(OWN_WEEKS);
      hours.push(...hoursOf(member, own));
      await decide('week', member, written(own), member);
    }
    for (let count = random.below(3); count > 0; count -= 1) {
      const at = random.between(1, 24);
      const isPart = random.chance(0.5);
      const one = {
        member,
        firstOn: dayOf(at),
        lastOn: dayOf(isPart ? at : at + random.below(5)),
        from: isPart ? 600 : 0,
        to: isPart ? 870 : 1440,
      };
      absences.push(one);
      const times = isPart ? { fromTime: clock(one.from), toTime: clock(one.to) } : { fromTime: '', toTime: '' };
      const value = { fromOn: one.firstOn, toOn: one.lastOn, ...times, note: '' };
      await decide('absence', uuidv7(), value, member);
    }
  }
  const stages = [
    ...['new', 'contacted', 'qualified', 'proposal'].map((id) => ({ id, kind: 'open' })),
    { id: 'won', kind: 'won' },
    { id: 'lost', kind: 'lost' },
  ];
  // A second stage that is won by: a kind is asked for, and not a name.
  if (random.chance(0.5)) {
    const id = uuidv7();
    await decide('stage', id, { nameTr: 'İmzalandı', nameEn: 'Signed', order: 55, colour: 5, kind: 'won' });
    stages.splice(5, 0, { id, kind: 'won' });
  }
  return { zone, hours, holidays, absences, stages };
}
