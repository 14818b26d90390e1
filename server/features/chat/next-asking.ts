/**
 * When a line is asked about something that left over it without an answer. Nearly everything is found within seconds;
 * what is not may never be, so it is asked about every ten seconds first, and from a hundred on whenever it has become
 * a tenth older. Pure; ages in milliseconds since it left.
 */
const SOON_MS = 10_000;
const SOON_UNTIL_MS = 100_000;
const GROWTH = 1.1;

/** How many times it was to be asked about up to this age, the first time left out, which is at once. */
const askingsBy = (ageMs: number): number =>
  ageMs < SOON_UNTIL_MS
    ? Math.floor(ageMs / SOON_MS)
    : SOON_UNTIL_MS / SOON_MS + Math.floor(Math.log(ageMs / SOON_UNTIL_MS) / Math.log(GROWTH));

const ageAt = (askings: number): number =>
  askings < SOON_UNTIL_MS / SOON_MS ? askings * SOON_MS : SOON_UNTIL_MS * GROWTH ** (askings - SOON_UNTIL_MS / SOON_MS);

/** Whether it is to be asked about now; `askedAgeMs`: its age when its line was last asked, null: not since it left. */
export function isAskedAbout(ageMs: number, askedAgeMs: number | null): boolean {
  return askedAgeMs === null || askingsBy(ageMs) > askingsBy(askedAgeMs);
}

/** In how many milliseconds it is to be asked about again, having been asked about now. */
export function nextAskingMs(ageMs: number): number {
  return Math.ceil(ageAt(askingsBy(ageMs) + 1) - ageMs);
}
