import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';

/** Runs a step of half a second; interrupts this process alone once it has begun, as a terminal would not. */
function runInterrupted(signal: NodeJS.Signals): Promise<{ code: number | null; output: string }> {
  const script = `
    import { runCommand, runNode } from './server/cli/steps.mjs';
    await runCommand(() => runNode('The step', ['-e', 'console.log("begun"); setTimeout(() => undefined, 500)'], { show: true }));
    process.stdout.write('went on');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'pipe' });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      if (!output.includes('begun') && chunk.includes('begun')) child.kill(signal);
      output += chunk.toString();
    });
  }
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}

it.each(['SIGINT', 'SIGTERM'] as const)('%s during a step ends the command', async (signal) => {
  const { code, output } = await runInterrupted(signal);
  expect({ code, output }).toEqual({ code: 1, output: expect.stringMatching(/^begun\nThe step [^\n]*\n$/) as unknown });
});
