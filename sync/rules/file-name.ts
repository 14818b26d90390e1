export const MAX_FILE_NAME_LENGTH = 120;
/** Control characters, and those that turn the direction of what follows: `gpj.exe` must not read as `exe.jpg`. */
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
/** What some system takes for a path, a stream, a wildcard or a redirection. */
const RESERVED = /[<>:"|?*]/g;
const DEVICE_NAME = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A name under which a file can be kept anywhere: without folders, letters that cannot be seen, and dots at either end.
 * What is clean already stays as it is. `fallback` stands where nothing is left.
 */
export function cleanFileName(given: string, fallback = 'dosya'): string {
  let name = given;
  // What is taken out may leave something behind that was none before: letters that join, dots at an end.
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const cleaner = cleanedOnce(name, fallback);
    if (cleaner === name) return name;
    name = cleaner;
  }
  return fallback;
}

const MOST_PASSES = 20;
function cleanedOnce(given: string, fallback: string): string {
  const plain = wellFormed(given).normalize('NFC').replace(INVISIBLE, '').split(/[/\\]/).at(-1) ?? '';
  const name = withoutEnds(plain.replace(RESERVED, '_').replace(/\s+/g, ' '));
  if (name === '') return fallback;
  return shortened(DEVICE_NAME.test(name) ? `_${name}` : name);
}

/** Halves of letters become question marks, which are no letters of names either. */
const wellFormed = (text: string) =>
  text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '_');

/** Its ending stays: people and systems know by it what it is. */
function shortened(name: string): string {
  if (name.length <= MAX_FILE_NAME_LENGTH) return name;
  const ending = endingOf(name);
  const kept = ending === '' || ending.length > 10 ? '' : `.${ending}`;
  const head = name.slice(0, MAX_FILE_NAME_LENGTH - kept.length);
  return `${withoutEnds(wellFormed(head).replace(/_$/, ''))}${kept}`;
}

/** Without dots and spaces at either end; a pattern's steps would grow with the square of the text. */
function withoutEnds(text: string): string {
  const isEnd = (at: number) => text[at] === '.' || text[at] === ' ';
  let [from, to] = [0, text.length];
  while (from < to && isEnd(from)) from += 1;
  while (to > from && isEnd(to - 1)) to -= 1;
  return text.slice(from, to);
}

/** What stands behind the last dot, in lower case; '' where nothing does. */
export function endingOf(name: string): string {
  const at = name.lastIndexOf('.');
  return at <= 0
    ? ''
    : name.slice(at + 1).replace(/[A-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 32));
}

/** The name with an ending of its type (sync/rules/file-types.ts): `foto.heic` kept as JPEG is `foto.jpg`. */
export function nameWithEnding(name: string, endings: readonly string[]): string {
  const [first] = endings;
  if (first === undefined || endings.includes(endingOf(name))) return name;
  const ending = endingOf(name);
  const stem = ending !== '' && ending.length <= 5 ? name.slice(0, -ending.length - 1) : name;
  return cleanFileName(`${stem}.${first}`);
}
