/** Death after every single step of sending, of reminding and of reporting: those who live on bring it to its end. */
import { sendEmailJob } from '../../features/messages/send-email.job';
import { sendRemindersJob } from '../../features/reminders/send-reminders.job';
import { closeMonthsJob } from '../../features/reports/close-months.job';
import { addMonths, monthAt } from '../../features/reports/report-month';
import { officeSettings } from '../../features/settings/office-settings';
import type { Deps } from '../../deps';
import { workUntilDeath } from './mortal-worker';
import { giveUpClaimsNow, endAll, type Workshop } from './workshop';

const PATIENCE_MS = 10_000;
const HOUR_MS = 3_600_000;
const soon = () => AbortSignal.timeout(PATIENCE_MS);
/** Something to do, how it is done, and what is wrong once it should be done. */
type Task = {
  readonly to: string;
  readonly work: (deps: Deps) => Promise<void>;
  readonly wrong: () => Promise<string>;
};

export async function dieAtEveryPoint(workshop: Workshop, most: number): Promise<void> {
  const kinds = { sending: mailFor, reminding: reminderFor, reporting: reportFor };
  if (most === 0) return;
  await furnish(workshop);
  let points = 0;
  for (const [kind, taskFor] of Object.entries(kinds)) {
    for (let at = 1; at <= most; at += 1) {
      const { to, work, wrong } = await taskFor(workshop, at);
      const { isDead, lastStep } = await workUntilDeath(workshop, at, work);
      if (isDead) points += 1;
      await giveUpClaimsNow(workshop);
      await work(workshop.out.deps);
      await endAll(workshop);
      const times = workshop.out.addressesTaken().filter((one) => one === to).length;
      const problem = times === 1 ? await wrong() : `it left ${times} times; ${await wrong()}`;
      if (problem !== '') workshop.problems.push(`${kind}, dead after step ${at} (${lastStep}): ${problem}`);
      workshop.counts[`${kind}Steps`] = at - 1;
      if (!isDead) break;
    }
  }
  workshop.counts['killPoints'] = points;
}

async function furnish({ out, clock }: Workshop): Promise<void> {
  const { pool, newId } = out.deps;
  const [admin, team] = [newId(), newId()];
  await pool.query(`INSERT INTO teams (id, name) VALUES ($1, 'Ekip')`, [team]);
  await pool.query(
    `INSERT INTO members (id, full_name, email, role) VALUES ($1, 'Yönetici', 'y@saha.example', 'admin')`,
    [admin],
  );
  await pool.query(
    `INSERT INTO customers (id, first_name, email, source, stage, owner_id, created_by, created_at)
     VALUES ($1, 'Defne', 'defne@ornek.example', 'fair', 'new', $2, $2, $3)`,
    [newId(), admin, new Date(clock.nowMs)],
  );
}

async function mailFor({ out }: Workshop, at: number): Promise<Task> {
  const to = `olum${at}@ornek.example`;
  await out.consent(to, 'given', '2025-01-01T09:00:00.000Z');
  const id = await out.send(to);
  return {
    to,
    work: async (deps) => {
      await sendEmailJob.run(deps, soon());
    },
    wrong: async () => {
      const { state } = await out.stateOf(id);
      return state === 'delivered' ? '' : `it is ${state}`;
    },
  };
}

async function reminderFor({ out }: Workshop, at: number): Promise<Task> {
  const { pool, newId } = out.deps;
  const [to, customer, appointment] = [`hatirla${at}@ornek.example`, newId(), newId()];
  await pool.query(
    `INSERT INTO customers (id, first_name, email, source, stage, owner_id, created_by, created_at)
     SELECT $1, 'Defne', $2, 'fair', 'new', id, id, now() FROM members LIMIT 1`,
    [customer, to],
  );
  const agentId = (await pool.query<{ id: string }>('SELECT id FROM members LIMIT 1')).rows[0]?.id ?? '';
  const startsAt = new Date((Math.floor(Date.now() / HOUR_MS) + 24 + at * 3) * HOUR_MS).toISOString();
  await out.deps.writeAsOffice(
    'appointments',
    [
      {
        id: appointment,
        values: {
          customerId: customer,
          agentId,
          title: '',
          kind: 'meeting',
          startsAt,
          endsAt: new Date(Date.parse(startsAt) + HOUR_MS).toISOString(),
          zone: 'Europe/Istanbul',
          location: '',
          notes: '',
          status: 'confirmed',
          cancelReason: '',
          createdBy: agentId,
          createdAt: new Date().toISOString(),
          deletedAt: '',
          recurrence: '',
        },
      },
    ],
    'prove',
  );
  await pool.query(
    `INSERT INTO reminders (id, root_id, occurrence_on, kind, channel, offset_minutes, starts_at, round, customer_id,
      due_at, windows)
     VALUES ($1, $2, '', 'booked', 'email', 0, $3, 9, $4, now(), tstzmultirange(tstzrange(now() - interval '1 minute',
       $3)))`,
    [newId(), appointment, startsAt, customer],
  );
  return {
    to,
    work: async (deps) => {
      await sendRemindersJob.run(deps, soon());
      await sendEmailJob.run(deps, soon());
      await sendRemindersJob.run(deps, soon());
    },
    wrong: async () => {
      await sendRemindersJob.run(out.deps, soon());
      const { rows } = await pool.query<{ state: string; reason: string; deliveries: number }>(
        `SELECT r.state, r.reason, (SELECT count(*)::int FROM deliveries d WHERE d.reminder_id = r.id) AS deliveries
          FROM reminders r
         WHERE r.root_id = $1 AND r.round = 9`,
        [appointment],
      );
      const [row] = rows;
      return row?.state === 'done' && row.deliveries === 1
        ? ''
        : `it is ${row?.state} ${row?.reason} with ${row?.deliveries} deliveries`;
    },
  };
}

/** Another month is over, and somebody has asked to hear of it. */
async function reportFor({ out, clock }: Workshop, at: number): Promise<Task> {
  const { pool, newId } = out.deps;
  const [to, member] = [`rapor${at}@saha.example`, newId()];
  const { office } = await officeSettings(pool);
  // The office's: in its last hours by UTC another has begun, also for the office's first customer.
  const month = monthAt(clock.nowMs, office.zone);
  clock.nowMs = Date.parse(`${addMonths(month, 1)}-02T09:00:00Z`);
  await pool.query('DELETE FROM report_mails');
  await pool.query(`INSERT INTO members (id, full_name, email, role) VALUES ($1, 'Yönetici', $2, 'admin')`, [
    member,
    to,
  ]);
  await pool.query(`INSERT INTO report_mails (member_id, language, since) VALUES ($1, 'tr', '2020-01-01')`, [member]);
  return {
    to,
    work: async (deps) => {
      await closeMonthsJob.run(deps, soon());
      await closeMonthsJob.run(deps, soon());
      await sendEmailJob.run(deps, soon());
    },
    wrong: async () => {
      const { rows } = await pool.query<{ closed: number; mails: number }>(
        `SELECT (SELECT count(*)::int FROM report_months WHERE month = $1) AS closed,
           (SELECT count(*)::int FROM deliveries WHERE to_address = $2) AS mails`,
        [month, to],
      );
      const [row] = rows;
      return row?.closed === 2 && row.mails === 1 ? '' : `${month}: ${row?.closed} closed, ${row?.mails} mails`;
    },
  };
}
