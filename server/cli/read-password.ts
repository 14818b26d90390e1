import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { StartError } from '../start-error';

/** A new password: typed twice without showing it on a terminal, else the first line of standard input. */
export async function readNewPassword(): Promise<string> {
  if (!process.stdin.isTTY) {
    for await (const line of createInterface({ input: process.stdin })) return line;
    throw new StartError('No password was given on standard input');
  }
  let silent = false;
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!silent) process.stderr.write(chunk);
      done();
    },
  });
  const terminal = createInterface({ input: process.stdin, output, terminal: true });
  // Ctrl-C at the question ends the command like anywhere else.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const ask = async (question: string) => {
    const answer = terminal.question(question);
    silent = true;
    const typed = await answer;
    silent = false;
    process.stderr.write('\n');
    return typed;
  };
  try {
    const password = await ask('Password: ');
    if (password !== (await ask('Once more: '))) throw new StartError('The two passwords differ; nothing was changed');
    return password;
  } finally {
    terminal.close();
  }
}
