/**
 * A thousand guesses at one account, and one password tried on a thousand accounts. The tenth is held up; the
 * owner still gets in from a device of theirs; and who does not exist takes as long to refuse as who does.
 */
import { performance } from 'node:perf_hooks';
import { noCounts } from '../proving-ground';
import type { ScenarioInput } from '../scenario-input';
import { clean, type Verdict } from '../verdict';
import { codeOf, isDone } from '../wire/wire-client';
import { PASSWORD, WireOffice, type Caller } from '../wire/wire-office';

const HELD_UP_BY = 10;
const MAX_DIFFERENCE = 0.05;

export async function guessedPasswords({
  tally,
  seed,
  short,
  wireBreakage: breakage = null,
  databaseUrl,
}: ScenarioInput): Promise<void> {
  const verdict = clean();
  const guesses = short ? 30 : 1_000;
  const counts: Record<string, number> = {
    guesses,
    heldUpAtOne: 0,
    heldUpAtMany: 0,
    timingPairs: 0,
    unknownToKnown: 0,
  };
  await WireOffice.run({ databaseUrl, breakage }, async (office) => {
    const owner = await office.newCaller('agent', 'west');
    counts['heldUpAtOne'] = await guess(office, guesses, () => owner.email, 'one account', 9, verdict);
    await ownerGetsIn(office, owner, verdict);

    await forgetGuesses(office);
    const emails: string[] = [];
    for (let at = 0; at < guesses; at += 1)
      emails.push(at % 2 === 0 ? (await office.addMember('agent', 'west')).email : `kimse${at}@ornek.example`);
    counts['heldUpAtMany'] = await guess(office, guesses, (at) => emails[at]!, 'many accounts', 30, verdict);
    await ownerGetsIn(office, owner, verdict);

    const timing = await compareTimes(office, short ? 6 : 400);
    counts['timingPairs'] = timing.pairs;
    counts['unknownToKnown'] = Math.round(timing.ratio * 1_000) / 1_000;
    if (!short && Math.abs(timing.ratio - 1) > MAX_DIFFERENCE)
      verdict.errors.push(`somebody unknown is refused in ${timing.ratio.toFixed(3)} of the time of somebody known`);
  });
  tally.add(verdict, noCounts(), `guessed-passwords, seed ${seed}`);
  tally.scenario('guessed-passwords', counts);
}

const forgetGuesses = (office: WireOffice) => office.pool.query('DELETE FROM attempt_limits');
const signIn = (office: WireOffice, email: string, password: string, cookie = '') =>
  office.client.call('mutation', 'auth.signIn', { email, password }, cookie);

/** Which guess was the first to be held up; all after it must be too, and none may get in, or tell who exists. */
async function guess(
  office: WireOffice,
  count: number,
  emailOf: (at: number) => string,
  what: string,
  mostLookedAt: number,
  verdict: Verdict,
): Promise<number> {
  let first = 0;
  let passed = 0;
  for (let at = 0; at < count; at += 1) {
    const answer = await signIn(
      office,
      emailOf(at),
      what === 'one account' ? `tahmin-${at}-tahmin` : 'herkesin-parolasi-1',
    );
    const code = codeOf(answer);
    if (code === 'auth.tooManyAttempts') first ||= at + 1;
    else if (code === 'auth.wrongCredentials') passed += 1;
    else verdict.errors.push(`${what}: guess ${at + 1} was answered ${answer.status} ${answer.text.slice(0, 120)}`);
  }
  if (first === 0 || first > HELD_UP_BY)
    verdict.errors.push(`${what}: the first guess to be held up was ${first === 0 ? 'none' : first}`);
  // What one counter holds up, another may let through a minute later; a thousand guesses must not come to more than
  // this.
  if (passed > mostLookedAt) verdict.errors.push(`${what}: ${passed} guesses were looked at`);
  return first;
}

/** From a device that shows it has been theirs, and only with the right password. */
async function ownerGetsIn(office: WireOffice, owner: Caller, verdict: Verdict): Promise<void> {
  if (codeOf(await signIn(office, owner.email, PASSWORD)) !== 'auth.tooManyAttempts')
    verdict.errors.push('a stranger with the right password was not held up');
  if (codeOf(await signIn(office, owner.email, 'yanlis-parola-9', owner.cookie)) !== 'auth.wrongCredentials')
    verdict.errors.push('a wrong password on a known device was not refused as such');
  const known = await office.signIn(owner, owner.role, owner.team, 'ended');
  const answer = await signIn(office, owner.email, PASSWORD, known.cookie);
  if (!isDone(answer))
    verdict.errors.push(`the owner cannot sign in from a known device: ${answer.status} ${answer.text.slice(0, 120)}`);
}

/** In pairs, in changing order, so that whatever else the machine does meets both alike. */
async function compareTimes(office: WireOffice, pairs: number): Promise<{ pairs: number; ratio: number }> {
  const { email } = await office.addMember('agent', 'west');
  const timed = async (whose: string) => {
    await forgetGuesses(office);
    const startedAtMs = performance.now();
    await signIn(office, whose, 'yanlis-parola-9');
    return performance.now() - startedAtMs;
  };
  for (let at = 0; at < 4; at += 1) await timed(at % 2 === 0 ? email : 'kimse@ornek.example');
  const known: number[] = [],
    unknown: number[] = [];
  for (let at = 0; at < pairs; at += 1) {
    const order: (readonly [string, number[]])[] = [
      [email, known],
      ['kimse@ornek.example', unknown],
    ];
    for (const [whose, times] of at % 2 === 0 ? order : order.reverse()) times.push(await timed(whose));
  }
  return { pairs, ratio: lowerFifth(unknown) / lowerFifth(known) };
}

/** A machine with other work only ever adds to a time: the smaller ones tell most. */
const lowerFifth = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 5)]!;
