/**
 * The oracle, which knows nothing of stamps: what people confirmed, and what each had been shown of that fact when they
 * did. A value may be gone at the end only when somebody who had it before their eyes put another in its place.
 */
export type FactName = `${'customers' | 'appointments'}/${string}`;
type Decision = {
  readonly fact: FactName;
  /** What stands from then on; null where somebody only decided that another value may go. */
  readonly value: string | null;
  readonly shown: ReadonlySet<string>;
  readonly by: string;
};
/** Of a fact at the end: what the office has, and what its open cards say. */
export type FactAtEnd = { readonly stands: string; readonly onCards: readonly string[] };

export class Ledger {
  readonly #decisions: Decision[] = [];
  /** By person, fact and what was typed: what they were shown when they began; survives tabs as drafts do. */
  readonly #typedOver = new Map<string, Set<string>>();

  begin(fact: FactName, value: string): void {
    this.#decisions.push({ fact, value, shown: new Set(), by: 'the office' });
  }
  confirm(fact: FactName, value: string, shown: ReadonlySet<string>, by: string): void {
    this.#decisions.push({ fact, value, shown: new Set(shown), by });
  }
  letGo(fact: FactName, hidden: string, by: string): void {
    this.#decisions.push({ fact, value: null, shown: new Set([hidden]), by });
  }
  get confirmed(): number {
    return this.#decisions.filter(({ value, by }) => value !== null && by !== 'the office').length;
  }

  typed(person: string, fact: FactName, text: string, over: Set<string>): void {
    const key = `${person}|${fact}|${text}`;
    this.#typedOver.set(key, new Set([...(this.#typedOver.get(key) ?? []), ...over]));
  }
  /** What this person had been shown when they typed this; undefined: they never did. */
  shownWhenTyped(person: string, fact: FactName, text: string): Set<string> | undefined {
    return this.#typedOver.get(`${person}|${fact}|${text}`);
  }

  problems(atEnd: ReadonlyMap<FactName, FactAtEnd>): string[] {
    const found: string[] = [];
    for (const [fact, { stands, onCards }] of atEnd) {
      const decisions = this.#decisions.filter((decision) => decision.fact === fact);
      const confirmed = new Set(decisions.map(({ value }) => value));
      for (const value of [stands, ...onCards])
        if (!confirmed.has(value)) found.push(`${fact}: nobody confirmed “${value}”`);
      for (const { value, by } of decisions) {
        if (value === null || value === stands || onCards.includes(value)) continue;
        const wasShown = decisions.some((other) => other.value !== value && other.shown.has(value));
        if (!wasShown) found.push(`${fact}: “${value}” of ${by} is gone, and whoever replaced it never saw it`);
      }
    }
    return found;
  }
}
