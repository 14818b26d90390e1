/**
 * `npm run check`: types, layout, lint, import directions and unit tests, for every day; `npm test` runs the rest too.
 */
import { allOf, checks, tool } from './checks.mjs';
import { checkNode, generateDatabaseClient } from './prepare.mjs';
import { ROOT, runCommand } from './steps.mjs';

await runCommand(async () => {
  process.chdir(ROOT);
  checkNode();
  await generateDatabaseClient();
  await allOf([...checks(), tool('unit tests', 'vitest/vitest.mjs', ['run', '--project', 'unit', '--reporter=dot'])]);
});
