/** What Debian's packages bring, on a machine where somebody may install them. */
import { run, step, StepError } from './steps.mjs';

const ENV = { DEBIAN_FRONTEND: 'noninteractive' };
let updated;

/** `isThere` looks afterwards whether it helped. Throws StepError: one line with what to do instead. */
export async function installFromDebian(label, packages, advice, isThere) {
  if (process.getuid?.() !== 0) throw new StepError(advice);
  try {
    await step(label, async () => {
      updated ??= run('apt-get update', 'apt-get', ['update', '-q'], { env: ENV });
      await updated;
      await run(
        `apt-get install ${packages.join(' ')}`,
        'apt-get',
        ['install', '-q', '-y', '--no-install-recommends', ...packages],
        { env: ENV },
      );
    });
  } catch (error) {
    throw new StepError(`${advice} (${error.message})`);
  }
  if (!isThere()) throw new StepError(advice);
}
