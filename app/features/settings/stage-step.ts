/** A stage's colour as the step of the ramp; 0 is off the way. */
export function stageStep(colour: number): 1 | 2 | 3 | 4 | 5 | 'off' {
  return colour === 0 ? 'off' : (Math.min(5, Math.max(1, colour)) as 1 | 2 | 3 | 4 | 5);
}
