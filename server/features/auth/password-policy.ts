import { DEMO_PASSWORD } from '../../../prisma/seed/demo-people';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '../../../sync/rules/password-length';
import { foldText } from '../../../sync/rules/turkish-text';
import { CodedError } from '../../lib/coded-error';
import { isQuicklyGuessed } from './password-guesses';

const MIN_DIFFERENT_CHARACTERS = 5;

/**
 * What people choose first, folded to letters and digits. Years, counting digits and punctuation around these words are
 * cut off before looking, so a word stands for all of its usual decorations.
 */
const COMMON = new Set(
  `
password passw0rd password1 passwort parola sifre sifrem sifremiz guvenli admin administrator root test deneme user kullanici
qwerty qwertyuiop qwertyui qwerty123 asdfghjkl zxcvbnm asdf1234 qazwsx qazwsxedc 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc q1w2e3r4 q1w2e3r4t5
letmein welcome changeme secret monkey dragon football baseball basketball superman batman iloveyou sunshine princess master shadow trustno1 whatever starwars
computer internet samsung iphone google facebook instagram liverpool chelsea barcelona arsenal michael jennifer jordan charlie killer hello freedom
galatasaray fenerbahce besiktas trabzonspor istanbul ankara izmir bursa antalya turkiye turkey ataturk mustafakemal mustafa mehmet ahmet
seniseviyorum askim canim hayatim bebegim annem babam merhaba hosgeldin hosgeldiniz bismillah allah
danisman danismanlik musteri ofis saha sirket company office crm
`
    .trim()
    .split(/\s+/),
);

const DEMO_FOLDED = foldText(DEMO_PASSWORD).replace(/[^\p{L}\p{N}]/gu, '');

/** Everybody knows it: it stands on the demo office's sign-in screen. */
export const isDemoPassword = (password: string) => password.normalize('NFKC') === DEMO_PASSWORD;

/** Whose password it would be, and words of the office: what somebody who guesses would try first. */
export type PasswordOwner = {
  readonly email: string;
  readonly fullName: string;
  readonly officeWords?: readonly string[];
};

/** Throws auth.weakPassword unless `password` may be chosen by this person. */
export async function requireStrongPassword(password: string, owner: PasswordOwner): Promise<void> {
  const given = password.normalize('NFKC');
  const length = [...given].length;
  const isFitting = length >= MIN_PASSWORD_LENGTH && length <= MAX_PASSWORD_LENGTH;
  const names = namesOf(owner);
  const isWeak = !isFitting || isGuessable(given, owner.email) || isMadeOf(names, given);
  if (isWeak || (await isQuicklyGuessed(given, names)))
    throw new CodedError('auth.weakPassword', { minLength: MIN_PASSWORD_LENGTH });
}

const namesOf = ({ email, fullName, officeWords = [] }: PasswordOwner) =>
  [email, fullName, ...officeWords]
    .flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u), text.replace(/[^\p{L}\p{N}]/gu, '')])
    .map(foldText)
    .filter((word) => word.length >= 3);

/** Hardly anything is left of it without the names: "Yılmaz-Ayşe1". */
function isMadeOf(names: readonly string[], password: string): boolean {
  const folded = foldText(password).replace(/[^\p{L}\p{N}]/gu, '');
  const rest = [...names].sort((a, b) => b.length - a.length).reduce((left, name) => left.replaceAll(name, ''), folded);
  return rest.length < folded.length && rest.length < MIN_DIFFERENT_CHARACTERS;
}

function isGuessable(password: string, email: string): boolean {
  const folded = foldText(password).replace(/[^\p{L}\p{N}]/gu, '');
  const word = folded.replace(/^\d+|\d+$/g, '');
  if (
    new Set(folded).size < MIN_DIFFERENT_CHARACTERS ||
    folded === DEMO_FOLDED ||
    COMMON.has(folded) ||
    COMMON.has(word) ||
    isRepeated(folded) ||
    isCounting(folded)
  )
    return true;
  const address = foldText(email).replace(/[^\p{L}\p{N}]/gu, '');
  const name = foldText(email.split('@', 1)[0] ?? '').replace(/[^\p{L}\p{N}]/gu, '');
  return (
    folded === address ||
    (name.length >= 3 && (word === name || folded === name || word === name.replace(/^\d+|\d+$/g, '')))
  );
}

/** "abcdabcdabcd" */
function isRepeated(text: string): boolean {
  return /^(.{1,6})\1+.{0,2}$/u.test(text);
}

/** "1234567890", "0987654321", "abcdefghij" */
function isCounting(text: string): boolean {
  const steps = [...text].slice(1).map((character, at) => character.charCodeAt(0) - text.charCodeAt(at));
  return ['1', '-1'].some((step) => steps.filter((each) => String(each) === step).length >= steps.length - 1);
}
