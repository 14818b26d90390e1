/** A team of eight and of twenty on a tablet, however it is held: whose appointment it is, with whom, is read whole. */
import type { Page } from '@playwright/test';
import { findPeople, waitUntilInOffice } from './agent-day';
import { expect, test } from './browser';
import type { Office } from './office';

const MONDAY = Date.parse('2026-12-07T06:00:00.000Z');
const [HALF_HOUR_MS, DAY_MS] = [1_800_000, 86_400_000];
const HELD = [
  ['landscape', 1180, 820],
  ['portrait', 820, 1180],
] as const;
const AGENTS = [
  'Abdülkadir Hacımustafaoğlu',
  'Ayşe Demir',
  'Şerife Nur Kahramanoğlu',
  'Muhammed Emin Çavuşoğlu',
  'Gülizar Karaosmanoğlu Aydın',
  'Can Öz',
  'Hüseyin Avni Büyükkılıç',
  'Meryem Küçükyıldırım',
  'Emre Çelik',
  'Fatma Zehra Taşdemiroğlu',
  'Süleyman Kocabaşoğlu',
  'İbrahim Halil Sarıkaya',
  'Nurgül Değirmencioğlu',
  'Ömer Faruk Alemdaroğlu',
  'Şeyma Yıldızhan',
  'Mustafa Kemal Ağaoğlu',
  'Tuğba Hatice Yağmurdereli',
  'Rıdvan Kalaycıoğlu',
  'Zübeyde Hanımoğlu',
  'Yiğit Ege Bayraktaroğlu',
] as const;
const CUSTOMERS = [
  ['Muhammed Abdülkerim', 'Al-Rashid'],
  ['Fatma Nur', 'Hacıosmanoğlu'],
  ['Şehriban', 'Kılıçdaroğlu'],
  ['Mehmet', 'Çelik'],
  ['Ayşegül', 'Karamanlıoğlu Demirtaş'],
  ['Abdurrahman', 'Büyükyıldırım'],
  ['Jean-Baptiste', 'Delacroix'],
  ['Gülümser', 'Küçükosmanoğlu'],
  ['Ali', 'Öz'],
  ['Mehmet Can', 'Yıldırımtürk'],
] as const;
/** Lengths of an agent's appointments of a day, in half hours, and when they begin. */
const DAY_OF_AGENT = [
  [0, 1],
  [2, 2],
  [5, 1],
  [9, 1],
] as const;

type Names = Readonly<Record<string, { readonly customer: string; readonly agent: string }>>;

/** The manager's team gets so many agents, each with a working week of appointments. What is on each, by its id. */
async function seedTeam(office: Office, teamOf: string, size: number): Promise<Names> {
  const [team] = await office.query<{ id: string; agents: string[] }>(
    `SELECT t.team_id AS id, array_agg(m.id::text ORDER BY m.id) AS agents FROM members t
       JOIN members m ON m.team_id = t.team_id AND m.role = 'agent' AND m.is_active
      WHERE t.id = $1 GROUP BY t.team_id`,
    [teamOf],
  );
  const names: Record<string, { customer: string; agent: string }> = {};
  for (const [at, agent] of AGENTS.slice(0, size).entries()) {
    const [{ id } = { id: '' }] =
      team!.agents[at] === undefined
        ? await office.query<{ id: string }>(
            `INSERT INTO members (id, full_name, email, role, team_id, colour)
             VALUES (gen_random_uuid(), $1, $2, 'agent', $3, $4) RETURNING id`,
            [agent, `agent-${at}@saha.example`, team!.id, at % 12],
          )
        : await office.query<{ id: string }>(`UPDATE members SET full_name = $1 WHERE id = $2 RETURNING id`, [
            agent,
            team!.agents[at],
          ]);
    const customers: { id: string; name: string }[] = [];
    for (const [first, last] of [0, 1, 2].map((turn) => CUSTOMERS[(at * 3 + turn) % CUSTOMERS.length]!)) {
      const [made] = await office.query<{ id: string }>(
        `INSERT INTO customers (id, first_name, last_name, source, stage, owner_id, created_by, created_at)
         SELECT gen_random_uuid(), $1, $2, source, stage, $3, $3, now() FROM customers LIMIT 1 RETURNING id`,
        [first, last, id],
      );
      customers.push({ id: made!.id, name: `${first} ${last}` });
    }
    for (let day = 0; day < 5; day += 1)
      for (const [turn, [from, long]] of DAY_OF_AGENT.entries()) {
        const customer = customers[(day + turn) % customers.length]!;
        const startMs = MONDAY + day * DAY_MS + (from + (at % 3)) * HALF_HOUR_MS;
        const [booked] = await office.query<{ id: string }>(
          `INSERT INTO appointments (id, customer_id, agent_id, title, location, kind, starts_at, ends_at, zone, status,
             created_by, created_at)
           VALUES (gen_random_uuid(), $1, $2, 'Tapu öncesi görüşme', 'Tunalı Hilmi şubesi', 'meeting', $3, $4,
             'Europe/Istanbul', 'confirmed', $2, now()) RETURNING id`,
          [customer.id, id, new Date(startMs).toISOString(), new Date(startMs + long * HALF_HOUR_MS).toISOString()],
        );
        names[booked!.id] = { customer: customer.name, agent };
      }
  }
  return names;
}

/**
 * Names that are not read whole: cut, under dots, not there, or broken inside a word. Of an appointment both who it is
 * with and whose it is, which its column's head says where it has one (`isByColumn`). Runs in the page.
 */
function unread({ names, isByColumn }: { names: Names; isByColumn: boolean }): string[] {
  const isInline = (element: Element) => getComputedStyle(element).display === 'inline';
  /** What is wrong with one piece of text in `frame`. */
  const faultsOf = (node: Node, frame: Element): string[] => {
    const faults: string[] = [];
    const range = document.createRange();
    const text = node.textContent ?? '';
    for (const [found] of text.matchAll(/[^\s]+/g)) {
      for (const part of found.split(/(?<=-)/)) {
        const from = text.indexOf(part);
        range.setStart(node, from);
        range.setEnd(node, from + part.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) faults.push(`broken inside ${part}`);
        if (lines.size === 0) faults.push(`${part} is not drawn`);
      }
    }
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    for (let around = node.parentElement; around !== null; around = around.parentElement) {
      const { overflowX, textOverflow } = getComputedStyle(around);
      const clip = around.getBoundingClientRect();
      if (overflowX !== 'visible' || around === frame) {
        if (
          box.left < clip.left - 1 ||
          box.right > clip.right + 1 ||
          box.top < clip.top - 1 ||
          box.bottom > clip.bottom + 1
        )
          faults.push('cut');
        if (textOverflow === 'ellipsis' && around.scrollWidth > around.clientWidth) faults.push('dots');
      }
      if (around === frame) break;
    }
    let holder = node.parentElement;
    while (holder !== null && holder !== frame && isInline(holder)) holder = holder.parentElement;
    if (holder !== null && holder !== frame) {
      if (holder.scrollWidth > holder.clientWidth) faults.push(`${holder.scrollWidth} px in ${holder.clientWidth}`);
      if (holder.scrollHeight > holder.clientHeight + 1)
        faults.push(`${holder.scrollHeight} px high in ${holder.clientHeight}`);
    }
    return faults;
  };
  const textsIn = (element: Element): Node[] => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const found: Node[] = [];
    while (walker.nextNode() !== null) found.push(walker.currentNode);
    return found;
  };
  const problems: string[] = [];
  const entries = [...document.querySelectorAll('main [data-appointment-id]')];
  let read = 0;
  for (const entry of entries) {
    const known = names[entry.getAttribute('data-appointment-id') ?? ''];
    const frame = entry.closest('[role="button"]');
    if (known === undefined || frame === null) continue;
    read += 1;
    const texts = textsIn(entry);
    const words = known.customer.split(' ');
    const ofName = texts.filter((node) => {
      const text = (node.textContent ?? '').trim();
      return text !== '' && (text === known.customer || words.includes(text));
    });
    const say = (what: string) => problems.push(`${known.customer} (${known.agent}): ${what}`);
    const said = ofName.map((node) => (node.textContent ?? '').trim()).join(' ');
    if (said !== known.customer) say(`says "${said}"`);
    for (const fault of ofName.flatMap((node) => faultsOf(node, frame))) say(fault);
    if (isByColumn) continue;
    const [first, last] = [known.agent.split(' ')[0]!, known.agent.split(' ').at(-1)!];
    const ofAgent = texts.filter((node) => {
      const text = (node.textContent ?? '').trim();
      return [known.agent, `${first} ${last[0]}.`, `${first[0]}${last[0]}`].includes(text);
    });
    if (ofAgent.every((node) => faultsOf(node, frame).length > 0)) say('whose it is cannot be read');
  }
  if (read === 0) problems.push('nothing is shown');
  if (isByColumn)
    for (const agent of new Set(Object.values(names).map((one) => one.agent))) {
      const head = [...document.querySelectorAll('[role="region"] span')].find((one) => one.textContent === agent);
      if (!head?.firstChild) problems.push(`no column says ${agent}`);
      else
        for (const fault of faultsOf(head.firstChild, head.parentElement!.parentElement!))
          problems.push(`column ${agent}: ${fault}`);
    }
  return [...new Set(problems)];
}

async function showsWhole(page: Page, names: Names, where: string): Promise<void> {
  await expect(page.locator('main [data-appointment-id]').first()).toBeVisible();
  await expect
    .poll(() => page.evaluate(unread, { names, isByColumn: where.startsWith('day') }), { message: where })
    .toEqual([]);
}

for (const size of [8, 20])
  test(`of a team of ${size} every name is read whole, by day and week, whichever way the tablet is held`, async ({
    office,
    tablets,
  }) => {
    test.setTimeout(300_000);
    const { manager } = await findPeople(office, 'Zeynep Yılmaz');
    const names = await seedTeam(office, manager.id, size);
    const { page } = await tablets({ of: manager });
    await waitUntilInOffice(page);
    for (const [held, width, height] of HELD) {
      await page.setViewportSize({ width, height });
      for (const [view, where] of [
        ['team', 'day'],
        ['week', 'week'],
      ] as const) {
        await page.goto(`/calendar?view=${view}&date=2026-12-08&agent=all`);
        await showsWhole(page, names, `${where}, ${held}, ${size}`);
      }
    }
  });

test('a team’s week scrolls under its heads and beside its hours, and what is dragged lands where let go', async ({
  office,
  tablets,
}) => {
  test.setTimeout(300_000);
  const { manager } = await findPeople(office, 'Zeynep Yılmaz');
  const [id] = Object.keys(await seedTeam(office, manager.id, 8));
  await office.query(
    `UPDATE appointments SET starts_at = '2026-12-09T17:00:00Z', ends_at = '2026-12-09T18:00:00Z' WHERE id = $1`,
    [id],
  );
  const { page } = await tablets({ of: manager });
  await waitUntilInOffice(page);
  await page.setViewportSize({ width: 820, height: 1180 });
  await page.goto('/calendar?view=week&date=2026-12-07&agent=all');
  const entry = page.locator(`[data-appointment-id="${id}"]`);
  await entry.scrollIntoViewIfNeeded({ timeout: 30_000 });
  const head = (day: string) => page.getByRole('columnheader', { name: new RegExp(day) });
  const hour = page.getByText('20:00', { exact: true });
  const places = async () => ({
    wednesday: (await head('9 Aralık').boundingBox())!,
    friday: (await head('11 Aralık').boundingBox())!,
    entry: (await entry.boundingBox())!,
    hour: (await hour.boundingBox())!,
  });
  const before = await places();
  await page.mouse.move(before.entry.x + 20, before.entry.y + 60);
  await page.mouse.wheel(260, 0);
  await expect.poll(async () => (await places()).wednesday.x).toBeLessThan(before.wednesday.x - 200);
  const after = await places();
  // Hours stay where they were, heads stay above their days and at the top.
  expect(Math.abs(after.hour.x - before.hour.x)).toBeLessThan(1);
  expect(after.wednesday.y).toBe(before.wednesday.y);
  expect(after.entry.x - after.wednesday.x).toBeCloseTo(before.entry.x - before.wednesday.x, 0);
  expect(after.entry.x).toBeGreaterThan(after.wednesday.x);
  expect(after.entry.x + after.entry.width).toBeLessThan(after.wednesday.x + after.wednesday.width);

  const [x, y] = [after.entry.x + after.entry.width / 2, after.entry.y + 20];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(after.friday.x + after.friday.width / 2, y, { steps: 8 });
  await page.mouse.up();
  await expect
    .poll(
      async () =>
        (
          await office.query<{ at: string }>(
            `SELECT to_char(starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS at FROM appointments WHERE id = $1`,
            [id],
          )
        )[0]?.at,
      { timeout: 60_000 },
    )
    .toBe('2026-12-11 17:00');
});
