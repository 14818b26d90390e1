/** From an edit in one browser to the same words in another, on one host, while many devices listen. */
import type { Browser } from '@playwright/test';
import { openBenchOffice } from './bench-office';
import { percentile, rounded, say } from './report';
import { prepareContext, sessionCookie, signInOnScreen } from './sign-in';

export type PropagationFigures = { p50Ms: number; p99Ms: number; edits: number; clients: number };
const LISTENERS = 48,
  EDITS = 60;

export async function measurePropagation(browser: Browser): Promise<PropagationFigures> {
  const office = await openBenchOffice({ customers: 500, onlyCustomers: false });
  const listening = new AbortController();
  try {
    const cookie = await sessionCookie(office.url, 'manager');
    for (let at = 0; at < LISTENERS; at += 1) void listen(office.url, cookie, listening.signal);
    const [customer] = (
      await office.pool.query<{ id: string }>(
        `SELECT id FROM customers WHERE owner_id = (SELECT id FROM members WHERE email = 'zeynep.yilmaz@saha.example')
          AND deleted_at IS NULL AND city <> '' ORDER BY id LIMIT 1`,
      )
    ).rows;
    const address = `/customers/${customer!.id}`;
    const openPage = async () => {
      const context = await browser.newContext({ viewport: { width: 1180, height: 820 }, locale: 'tr-TR' });
      await prepareContext(context);
      return context.newPage();
    };
    const writer = await openPage(),
      reader = await openPage();
    await signInOnScreen(writer, office.url, 'agent', address);
    await signInOnScreen(reader, office.url, 'manager', address);
    for (const page of [writer, reader])
      await page.getByRole('link', { name: /^Ofiste\./ }).waitFor({ timeout: 60_000 });

    const takenMs: number[] = [];
    for (let at = 0; at < EDITS; at += 1) {
      const words = `Varış ${at}`;
      const arrival = reader.evaluate(
        (expected) =>
          new Promise<number>((resolve) => {
            const look = () => {
              if (document.body.textContent.includes(expected)) {
                watcher.disconnect();
                resolve(Date.now());
              }
            };
            const watcher = new MutationObserver(look);
            watcher.observe(document.body, { childList: true, subtree: true, characterData: true });
            look();
          }),
        words,
      );
      await writer
        .getByRole('button', { name: /^Şehir\b/ })
        .first()
        .click();
      const field = writer.getByRole('textbox', { name: 'Şehir', exact: true }).first();
      await field.fill(words);
      const committedAt = await field.evaluate((input) => {
        const at = Date.now();
        input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
        return at;
      });
      takenMs.push((await arrival) - committedAt);
    }
    const figures = {
      p50Ms: rounded(percentile(takenMs, 0.5), 0),
      p99Ms: rounded(percentile(takenMs, 0.99), 0),
      edits: EDITS,
      clients: LISTENERS + 2,
    };
    say(
      `propagation with ${figures.clients} clients: p50 ${figures.p50Ms} ms, p99 ${figures.p99Ms} ms over ${EDITS} edits`,
    );
    return figures;
  } finally {
    listening.abort();
    for (const context of browser.contexts()) await context.close();
    await office.close();
  }
}

/** Another device's live stream. */
async function listen(url: string, cookie: string, signal: AbortSignal): Promise<void> {
  try {
    const answer = await fetch(`${url}/trpc/sync.stream`, {
      headers: { cookie, accept: 'text/event-stream', 'x-saha-protocol': '1' },
      signal,
    });
    if (!answer.ok || answer.body === null) throw new Error(`a listener was turned away: ${answer.status}`);
    const reader = answer.body.getReader();
    while (!(await reader.read()).done && !signal.aborted);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
