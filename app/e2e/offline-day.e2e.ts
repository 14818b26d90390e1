import { addCustomer, bookFromCard, changeField, findPeople, waitUntilInOffice, waitUntilInstalled } from './agent-day';
import { expect, test } from './browser';

test('books while offline, syncs when back', async ({ office, tablets }) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const [existing] = await office.query<{ id: string; city: string; name: string }>(
    `SELECT id, city, first_name || ' ' || last_name AS name FROM customers WHERE owner_id = $1 AND deleted_at IS NULL
      ORDER BY id LIMIT 1`,
    [agent.id],
  );
  const before = await office.query<{ customers: number; appointments: number }>(
    'SELECT (SELECT count(*)::int FROM customers) AS customers, (SELECT count(*)::int FROM appointments) AS appointments',
  );

  const managerTablet = await tablets({ of: manager, reducedMotion: 'no-preference' });
  await waitUntilInOffice(managerTablet.page);

  const agentTablet = await tablets({ of: agent, offlineAtStart: true, reducedMotion: 'no-preference' });
  await waitUntilInOffice(agentTablet.page);
  await waitUntilInstalled(agentTablet.page);

  // The network goes; the page is reloaded; the day goes on.
  await agentTablet.context.setOffline(true);
  await agentTablet.page.reload();
  await addCustomer(agentTablet.page, {
    firstName: 'Işılay',
    lastName: 'Çevrimdışı',
    city: 'Iğdır',
    notes: 'fuarda tanıştık',
  });
  await bookFromCard(agentTablet.page, 'Yol üstü buluşma');
  await agentTablet.page.goto(`/customers/${existing!.id}`);
  await changeField(agentTablet.page, 'Şehir', 'Şırnak');
  await expect(agentTablet.page.getByRole('link', { name: /Çevrimdışı · 3 kayıt cihazda/ })).toBeVisible();

  // The browser is closed and opened again, still without network: everything is there.
  const page = await agentTablet.reopen('/customers');
  await expect(page.getByRole('link', { name: /Çevrimdışı · 3 kayıt cihazda/ })).toBeVisible();
  await page.getByLabel('Müşterilerde ara').fill('isilay cevrim');
  await expect(page.getByText('Işılay Çevrimdışı').first()).toBeVisible();
  expect((await office.query('SELECT 1 FROM customers WHERE city = $1', ['Iğdır'])).length).toBe(0);

  // The manager is looking at the list when the network comes back, and does not reload.
  await managerTablet.page.goto('/customers');
  await managerTablet.page.getByLabel('Müşterilerde ara').fill('isilay cevrim');
  await expect(managerTablet.page.getByText('Bu aramaya uyan müşteri yok')).toBeVisible();
  await agentTablet.context.setOffline(false);
  await waitUntilInOffice(page);

  await expect(managerTablet.page.getByText('Işılay Çevrimdışı').first()).toBeVisible();
  await managerTablet.page.getByText('Işılay Çevrimdışı').first().click();
  await expect(managerTablet.page.getByText('Yol üstü buluşma').first()).toBeVisible();
  await managerTablet.page.getByLabel('Müşterilerde ara').fill(existing!.name);
  await expect(managerTablet.page.getByText('Şırnak').first()).toBeVisible();

  // The office holds exactly those rows.
  const customers = await office.query<{ id: string; notes: string; owner_id: string }>(
    'SELECT id, notes, owner_id FROM customers WHERE city = $1',
    ['Iğdır'],
  );
  expect(customers).toEqual([{ id: expect.any(String), notes: 'fuarda tanıştık', owner_id: agent.id }]);
  const appointments = await office.query<{ customer_id: string; agent_id: string; zone: string }>(
    'SELECT customer_id, agent_id, zone FROM appointments WHERE title = $1',
    ['Yol üstü buluşma'],
  );
  expect(appointments).toEqual([{ customer_id: customers[0]!.id, agent_id: agent.id, zone: 'Europe/Istanbul' }]);
  expect(await office.query('SELECT city FROM customers WHERE id = $1', [existing!.id])).toEqual([{ city: 'Şırnak' }]);
  const after = await office.query<{ customers: number; appointments: number }>(
    'SELECT (SELECT count(*)::int FROM customers) AS customers, (SELECT count(*)::int FROM appointments) AS appointments',
  );
  expect(after[0]).toEqual({ customers: before[0]!.customers + 1, appointments: before[0]!.appointments + 1 });
});
