/**
 * `npm run prove -- NAME …`: a proof of something this product promises. Exit code 1 when it does not hold. A proof is
 * `server/prove/NAME/main.ts`; that of the synchronisation is `server/prove/main.ts`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PROOFS = new URL('../prove/', import.meta.url);
const proofs = { sync: new URL('main.ts', PROOFS) };
for (const entry of readdirSync(PROOFS, { withFileTypes: true })) {
  const main = new URL(`${entry.name}/main.ts`, PROOFS);
  if (entry.isDirectory() && existsSync(main)) proofs[entry.name] = main;
}

const [name, ...rest] = process.argv.slice(2);
if (!Object.hasOwn(proofs, name ?? '')) {
  const known = Object.keys(proofs).map((proof) => `npm run prove -- ${proof}`);
  process.stderr.write(`Say what to prove: ${known.join(', ')}\n`);
  process.exit(2);
}
const { status } = spawnSync(process.execPath, ['--import', 'tsx', fileURLToPath(proofs[name]), ...rest], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
