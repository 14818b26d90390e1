/**
 * `ids-by-chance`: after a death what was written is written again under another id. `fills-over`: filling blanks puts
 * the file's word over what stands. `reverts-over-later`: what somebody did since is taken back too.
 * `drops-phone-only`: rows with nothing but a telephone are gone. `blind-write`: what has changed meanwhile is written
 * without anybody having seen it. `gives-consent`: whoever is imported is taken to have said yes. `decides-waiting`:
 * who says that all rows are new says it of those too that may be the same person as another row.
 */
export const IMPORT_BREAKAGES = [
  'ids-by-chance',
  'fills-over',
  'reverts-over-later',
  'drops-phone-only',
  'blind-write',
  'gives-consent',
  'decides-waiting',
] as const;
export type ImportBreakage = (typeof IMPORT_BREAKAGES)[number];
