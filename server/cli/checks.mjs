/** What is checked without running the product: types, layout, lint, import directions. */
import { runNode } from './steps.mjs';

/** One run of each, all begun at once. */
export const checks = () => [
  tool('types', 'oxlint/bin/oxlint', []),
  tool('layout', 'oxfmt/bin/oxfmt', ['--check']),
  tool('lint', 'eslint/bin/eslint.js', ['--cache', '--cache-location', '.cache/eslint', '.']),
  tool('import directions', 'dependency-cruiser/bin/dependency-cruise.mjs', [
    ...['app', 'server', 'sync', 'prisma'],
    ...['--config', '.dependency-cruiser.cjs'],
  ]),
];

/** Runs a tool of node_modules to its end, its output on the terminal. Throws StepError. */
export function tool(label, file, args, env = {}) {
  return runNode(label, [`node_modules/${file}`, ...args], { env, show: true });
}

/** Ends when all have ended, and fails with the first that failed. */
export async function allOf(works) {
  const failed = (await Promise.allSettled(works)).find(({ status }) => status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
