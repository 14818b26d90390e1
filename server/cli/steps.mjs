/** Running other programs as steps of a command: one line each with its seconds, one clear line when one fails. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Its message is one line for the person at the terminal. */
export class StepError extends Error {}

/** The step whose line is the terminal's last and has no end yet. */
let open;

/**
 * Prints `label … 1.2 s` around `work`; where another step began meanwhile, its end is a line of its own: `label: 1.2
 * s`.
 */
export async function step(label, work) {
  const startedAtMs = performance.now();
  const mine = Symbol(label);
  const say = (end) => {
    if (open === mine) process.stdout.write(`${end}\n`);
    else process.stdout.write(`${open === undefined ? '' : '\n'}${label}: ${end}\n`);
    open = undefined;
  };
  process.stdout.write(`${open === undefined ? '' : '\n'}${label} … `);
  open = mine;
  try {
    const result = await work();
    say(`${((performance.now() - startedAtMs) / 1000).toFixed(1)} s`);
    return result;
  } catch (error) {
    say('failed');
    throw error;
  }
}

/**
 * Runs a program to its end. Its output is kept back, and told from in one line when it fails; with `show` it goes
 * straight to the terminal. Throws StepError.
 */
export async function run(label, command, args, { env = {}, show = false } = {}) {
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
  });
  // The terminal sends Ctrl-C to the program as well: wait for it to end by itself. Sent to us alone, it ends us after
  // it.
  const forward = (signal) => child.kill(signal);
  let isInterrupted = false;
  const wait = () => {
    isInterrupted = true;
  };
  process.on('SIGINT', wait).on('SIGTERM', forward);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      output += chunk;
    });
  const ending = await new Promise((resolve) => {
    child.on('error', (error) => resolve(error.code === 'ENOENT' ? `${command} was not found` : error.message));
    child.on('close', (code, signal) => resolve(signal === null ? code : `ended by ${signal}`));
  });
  process.off('SIGINT', wait).off('SIGTERM', forward);
  if (isInterrupted) throw new StepError(`${label} was interrupted`);
  if (ending === 0) return;
  const reason = typeof ending === 'string' ? ending : reasonIn(output);
  throw new StepError(
    `${label} failed${reason === '' ? ` (exit code ${ending})` : `: ${reason}`}${output === '' ? '' : ` (whole output: ${keep(label, output)})`}`,
  );
}

export const runNode = (label, args, options) => run(label, process.execPath, args, options);

function reasonIn(output) {
  if (/ENOSPC|No space left on device/.test(output)) return 'the disk is full';
  const lines = output
    .replace(/\u001b\[[0-9;]*m/g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const fromNpm = lines
    .map((line) => /^npm (?:error|ERR!) (.+)$/.exec(line)?.[1])
    .find((line) => line !== undefined && !/^(code|errno|syscall|path|A complete log)\b/.test(line));
  return (
    fromNpm ??
    lines.find((line) => /\b(could not|cannot|error:)/i.test(line)) ??
    lines.find((line) => /\b(error|failed)\b/i.test(line)) ??
    lines.at(-1) ??
    ''
  ).slice(0, 300);
}

function keep(label, output) {
  const file = path.join(tmpdir(), `saha-${label.replace(/[^A-Za-z]+/g, '-')}.log`);
  try {
    writeFileSync(file, output);
    return file;
  } catch {
    return 'not kept';
  }
}

/** Hash of names and contents of everything under `places` (files or folders, relative to the root) that `counts`. */
export function hashOf(places, counts = () => true) {
  const hash = createHash('sha256');
  const visit = (place) => {
    const full = path.join(ROOT, place);
    const found = statSync(full, { throwIfNoEntry: false });
    if (found?.isDirectory()) {
      for (const name of readdirSync(full).sort()) visit(path.posix.join(place, name));
    } else if (found !== undefined && counts(place)) {
      const content = readFileSync(full);
      hash.update(`${place}\0${content.length}\0`).update(content);
    }
  };
  for (const place of places) visit(place);
  return hash.digest('hex');
}

/** Content of a file below the root, '' when it cannot be read. */
export function readIfThere(place) {
  try {
    return readFileSync(path.join(ROOT, place), 'utf8');
  } catch {
    return '';
  }
}

/** Runs a command's whole work: a StepError becomes one line and exit code 1. */
export async function runCommand(work) {
  try {
    await work();
  } catch (error) {
    if (error instanceof StepError) process.stderr.write(`${error.message}\n`);
    else if (error?.code === 'ENOSPC') process.stderr.write('The disk is full.\n');
    else if (error?.code === 'EACCES' || error?.code === 'EROFS')
      process.stderr.write(`${error.path ?? 'The folder'} cannot be written: permission denied.\n`);
    else throw error;
    process.exit(1);
  }
}
