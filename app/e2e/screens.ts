/** Every screen by area: where it is, and what stands there once it is read. */
import { findPeople, type Person } from './agent-day';
import type { Office } from './office';

/**
 * `onPhone`: those that differ most on one. `isOver`: it opens over another, whose heading and landmark are hidden
 * meanwhile.
 */
export type Screen = { name: string; address: string; ready: string; onPhone?: true; isOver?: boolean };
export type Busy = Awaited<ReturnType<typeof busyCustomer>>;

/** One of the agent's customers with a time behind and an appointment ahead. */
export async function busyCustomer(office: Office) {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [busy] = await office.query<{ customerId: string; appointmentId: string }>(
    `SELECT a.customer_id AS "customerId", a.id AS "appointmentId" FROM appointments a
      JOIN customers c ON c.id = a.customer_id
     WHERE c.owner_id = $1 AND a.agent_id = $1 AND a.status = 'confirmed' AND a.starts_at > now()
       AND EXISTS (SELECT 1 FROM interactions i WHERE i.customer_id = c.id) ORDER BY a.starts_at LIMIT 1`,
    [agent.id],
  );
  const { customerId, appointmentId } = busy!;
  return { agent, customerId, customer: `/customers/${customerId}`, appointment: `/appointments/${appointmentId}` };
}

export const customerScreens = ({ customer }: Busy): readonly Screen[] => [
  { name: 'customers', address: '/customers', ready: '[role="row"] [data-column="0"]', onPhone: true },
  { name: 'customer card', address: customer, ready: 'article h2', onPhone: true },
  { name: 'customer timeline', address: `${customer}?tab=timeline`, ready: '[role="tabpanel"] time', onPhone: true },
  { name: 'customer appointments', address: `${customer}?tab=appointments`, ready: '[role="tabpanel"]' },
  { name: 'customer messages', address: `${customer}?tab=messages`, ready: '[role="tabpanel"] button' },
  { name: 'customer files', address: `${customer}?tab=files`, ready: '[role="tabpanel"] button' },
  { name: 'customer consents', address: `${customer}?tab=consents`, ready: '[role="tabpanel"] h2' },
  { name: 'customer changes', address: `${customer}?tab=changes`, ready: '[role="tabpanel"]' },
  { name: 'logging a call', address: `${customer}?log=call`, ready: 'section h3' },
  { name: 'writing an SMS', address: `${customer}?write=sms`, ready: 'textarea', isOver: true },
  { name: 'new customer', address: '/customers/new', ready: 'form input', onPhone: true },
  { name: 'edit customer', address: `${customer}/edit`, ready: 'form input' },
  { name: 'a customer who is not there', address: '/customers/00000000-0000-7000-8000-000000000000', ready: 'h2' },
  { name: 'board', address: '/board', ready: 'main h2, main h3' },
];

export const dayScreens = ({ customerId, appointment }: Busy): readonly Screen[] => [
  { name: 'today', address: '/', ready: 'h1', onPhone: true },
  // A day off has no appointment; then it is a stop itself.
  {
    name: 'calendar, day',
    address: '/calendar?view=day',
    ready: '[data-appointment-id], [role="cell"][tabindex="0"]',
    onPhone: true,
  },
  { name: 'calendar, week', address: '/calendar?view=week', ready: '[data-appointment-id]' },
  {
    name: 'calendar, month',
    address: '/calendar?view=month',
    ready: '[data-appointment-id], [data-month-day]',
    onPhone: true,
  },
  { name: 'agenda', address: '/calendar?view=agenda', ready: '[role="toolbar"]', onPhone: true },
  {
    name: 'new appointment',
    address: `/appointments/new?customerId=${customerId}`,
    ready: 'form',
    onPhone: true,
  },
  { name: 'edit appointment', address: appointment, ready: 'form', onPhone: true },
  { name: 'requests', address: '/approvals', ready: 'main h1' },
];

export const messageScreens: readonly Screen[] = [
  { name: 'messages', address: '/messages', ready: '[role="row"] time', onPhone: true },
  { name: 'outbox', address: '/outbox', ready: 'dl', onPhone: true },
  { name: 'more', address: '/more', ready: 'a[href="/settings"]', onPhone: true },
  { name: 'settings', address: '/settings', ready: '[role="radiogroup"]', onPhone: true },
  { name: 'own hours', address: '/settings/hours', ready: 'main h2' },
  { name: 'own absences', address: '/settings/absences', ready: 'main h2' },
  { name: 'notifications', address: '/notifications', ready: 'main h2', onPhone: true },
  { name: 'own bulk messages', address: '/deliveries', ready: 'main h2' },
  { name: 'imports', address: '/imports', ready: 'main section', onPhone: true },
  { name: 'segments', address: '/segments', ready: 'a[href^="/segments/"]' },
  { name: 'files', address: '/documents', ready: 'main input' },
  { name: 'templates', address: '/templates', ready: 'a[href^="/templates/"]' },
  { name: 'new template', address: '/templates/new', ready: '[role="radiogroup"]' },
  { name: 'countries', address: '/countries', ready: '[role="row"], table' },
  { name: 'team', address: '/team', ready: 'h2' },
  { name: 'not found', address: '/nowhere/at/all', ready: 'h1' },
];

/** Of an admin, who sees all that a manager does. */
export async function managingScreens(office: Office): Promise<{ admin: Person; screens: readonly Screen[] }> {
  const { customer } = await busyCustomer(office);
  const [admin] = await office.query<Person>(
    `SELECT id, email, full_name AS "fullName" FROM members WHERE role = 'admin' LIMIT 1`,
  );
  const [campaign] = await office.query<{ id: string }>(
    `SELECT id FROM campaigns WHERE state <> 'draft' ORDER BY id LIMIT 1`,
  );
  const screens = [
    { name: 'today', address: '/', ready: 'h1' },
    { name: 'customer card', address: customer, ready: 'article h2' },
    { name: 'calendar, week', address: '/calendar?view=week', ready: '[data-appointment-id]' },
    { name: 'the team’s day', address: '/calendar?view=team', ready: '[role="toolbar"]' },
    { name: 'team', address: '/team', ready: 'h2' },
    { name: 'team today', address: '/team-today', ready: 'main h2' },
    { name: 'approvals', address: '/approvals', ready: 'main h1' },
    { name: 'handing over', address: '/handover', ready: 'main h1' },
    { name: 'new segment', address: '/segments/new', ready: 'form input, main input' },
    { name: 'reports', address: '/reports', ready: 'main table' },
    { name: 'campaigns', address: '/campaigns', ready: 'a[href^="/campaigns/"]' },
    { name: 'how a campaign went', address: `/campaigns/${campaign!.id}`, ready: 'main h2' },
    { name: 'deliverability', address: '/campaigns/deliverability', ready: 'main h2' },
    { name: 'what left the office', address: '/deliveries', ready: '[role="tabpanel"]' },
    { name: 'who is not written to', address: '/suppressions', ready: 'main input' },
    { name: 'İYS', address: '/iys', ready: 'main h2' },
    { name: 'WhatsApp lines', address: '/lines', ready: 'main h1' },
    { name: 'rules of reminders', address: '/settings/reminders', ready: 'main h1' },
    { name: 'stages', address: '/settings/stages', ready: 'main h2' },
    { name: 'labels', address: '/settings/labels', ready: 'main h2' },
  ];
  return { admin: admin!, screens };
}
