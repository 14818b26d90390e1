/**
 * What exists in this page alone and cannot be stored, as a recording that runs, or what was picked and not sent. Until
 * it is let go no update opens the page anew by itself, nor is one offered.
 */
let held = 0;

/** Returns what lets it go again. */
export function holdHere(): () => void {
  held += 1;
  let isHeld = true;
  return () => {
    if (isHeld) held -= 1;
    isHeld = false;
  };
}

export const isHeldHere = () => held > 0;
