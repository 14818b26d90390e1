/** What a proof counts. Everything but `writes` and its like must be nought. */
export type Verdict = {
  /** Replicas' documents that are not what the office has. */
  divergences: string[];
  /** Typed values that nobody could find again. */
  lost: string[];
  /** Documents or fields on a device, or on the wire, that the person may not see. */
  leaks: string[];
  /** Documents the person may see that never came. */
  skipped: string[];
  /** Effects that happened more than once, and counts that cannot be. */
  repeated: string[];
  /** Failures that no fault of the proof explains. */
  errors: string[];
};
export const clean = (): Verdict => ({ divergences: [], lost: [], leaks: [], skipped: [], repeated: [], errors: [] });
export const problemsOf = (verdict: Verdict): string[] =>
  Object.entries(verdict).flatMap(([kind, found]) => found.map((problem) => `${kind}: ${problem}`));
export const isClean = (verdict: Verdict): boolean => problemsOf(verdict).length === 0;
