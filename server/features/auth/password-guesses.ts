/**
 * How soon somebody who guesses cleverly would be there: zxcvbn knows the 49,000 commonest passwords, keyboard rows,
 * dates, repetitions and letters written as digits; our own list (password-policy.ts) knows what Turkish offices
 * choose.
 */
import { foldText } from '../../../sync/rules/turkish-text';

/**
 * A password that falls within 100 million guesses is refused; 10^10 is what ten random lower-case letters are far
 * above.
 */
const MIN_GUESSES = 1e8;
/** The search grows faster than the password: what is strong this far is strong. */
const EXAMINED_CHARACTERS = 32;

type Estimate = (password: string, words: string[]) => number;
let estimate: Promise<Estimate> | undefined;

/** Its lists take a third of a second to load: with the first password that is chosen, not with every start. */
async function loadEstimate(): Promise<Estimate> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  const zxcvbn = new ZxcvbnFactory({
    dictionary: { 'passwords-common': dictionary['passwords-common'] },
    graphs: adjacencyGraphs,
  });
  return (password, words) => zxcvbn.check(password, words).guesses;
}

/** `words`: names of the person and the office, folded. */
export async function isQuicklyGuessed(password: string, words: readonly string[]): Promise<boolean> {
  estimate ??= loadEstimate();
  const examined = [...foldText(password)].slice(0, EXAMINED_CHARACTERS).join('');
  return (await estimate)(examined, [...words]) < MIN_GUESSES;
}
