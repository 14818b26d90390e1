/**
 * Tablets of the build this was made as, before an office of the other: what `main.ts` starts in a process for each.
 * Asked by its arguments, answers in one line of JSON.
 */
import { runBuilds, type BuildsBreakage } from './run-builds';

const [serverUrl = '', seed, customers, edits, breakage = ''] = process.argv.slice(2);
const verdict = await runBuilds({
  serverUrl,
  seed: Number(seed),
  customers: Number(customers),
  edits: Number(edits),
  breakage: breakage === '' ? null : (breakage as BuildsBreakage),
});
process.stdout.write(`${JSON.stringify(verdict)}\n`);
process.exit(0);
