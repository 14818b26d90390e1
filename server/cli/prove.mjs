/** `npm run prove -- NAME …`: a proof of something this product promises. Exit code 1 when it does not hold. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROOFS = { sync: '../prove/main.ts' };
const [name, ...rest] = process.argv.slice(2);
if (!Object.hasOwn(PROOFS, name ?? '')) {
  process.stderr.write(
    `Say what to prove: ${Object.keys(PROOFS)
      .map((proof) => `npm run prove -- ${proof}`)
      .join(', ')}\n`,
  );
  process.exit(2);
}
const { status } = spawnSync(
  process.execPath,
  ['--import', 'tsx', fileURLToPath(new URL(PROOFS[name], import.meta.url)), ...rest],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
