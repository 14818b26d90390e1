/**
 * `npm run check`: types, layout, lint, import directions, and the unit tests that a change can have reached
 * (unit-tests.mjs, which takes `--all` and `--since REF`), for every day; `npm test` runs all of them and the rest.
 */
import { allOf, checks } from './checks.mjs';
import { checkNode, generateDatabaseClient } from './prepare.mjs';
import { ROOT, runCommand, runNode } from './steps.mjs';

await runCommand(async () => {
  process.chdir(ROOT);
  checkNode();
  await generateDatabaseClient();
  const unitTests = ['server/cli/unit-tests.mjs', ...process.argv.slice(2)];
  await allOf([...checks(), runNode('unit tests', unitTests, { show: true })]);
});
