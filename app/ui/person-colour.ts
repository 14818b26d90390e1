/** As many hues as colours.css has for people; members are numbered beyond it and begin again. */
const HUES = 8;

/**
 * A person's colour as a CSS value; the neutral one for `undefined`, where one works alone and it would say nothing.
 */
export function personColour(colour: number | undefined): string {
  return `var(--person-${colour === undefined ? 'none' : ((colour % HUES) + HUES) % HUES})`;
}
