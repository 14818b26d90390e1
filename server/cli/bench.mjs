/** `npm run bench -- NAME`: builds what is measured, then measures. */
import { spawnSync } from 'node:child_process';
import { ensureChromium } from './chromium.mjs';
import { buildApp, checkNode, generateDatabaseClient, installPackages } from './prepare.mjs';

checkNode();
await installPackages();
await generateDatabaseClient();
await buildApp();
await ensureChromium();
const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'app/bench/main.ts', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'production' },
});
process.exitCode = status ?? 1;
