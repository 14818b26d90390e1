/** `npm start`: makes what a fresh clone lacks, then becomes the server. */
import { buildApp, checkNode, generateDatabaseClient, installPackages } from './prepare.mjs';
import { ROOT, runCommand } from './steps.mjs';

await runCommand(async () => {
  process.chdir(ROOT);
  checkNode();
  await installPackages();
  await generateDatabaseClient();
  await buildApp();
});

// The server runs in this very process: signals need no forwarding, and a kill leaves nobody behind who holds the port.
process.env.NODE_ENV ??= 'production';
// It says with every start that Node 20 ends for it in 2027; CONTRIBUTING says so once.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
await import('tsx');
await import('../main.ts');
