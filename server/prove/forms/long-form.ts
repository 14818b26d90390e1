/** What a thread of the long form does: its share of the interleavings. Asked and answered through the environment. */
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { appendFileSync, writeFileSync } from 'node:fs';
import { FORMS_BREAKAGES } from './breakages';
import { runForms } from './run-forms';

/** `thread` counts from 0; every thread has seeds of its own. */
export async function runShare(thread: number): Promise<void> {
  const asked = JSON.parse(process.env['FORMS_PROOF'] ?? '{}') as {
    seed: number;
    runs: number;
    threads: number;
    breakage: string | null;
    folder: string;
  };
  const from = Math.floor((asked.runs * thread) / asked.threads);
  const to = Math.floor((asked.runs * (thread + 1)) / asked.threads);
  const breakage = FORMS_BREAKAGES.find((one) => one === asked.breakage) ?? null;
  const result = await runForms({
    seed: asked.seed + from,
    runs: to - from,
    breakage,
    say: (line) => appendFileSync(`${asked.folder}/said`, `${line}\n`),
  });
  writeFileSync(`${asked.folder}/${thread}.json`, JSON.stringify(result));
}
