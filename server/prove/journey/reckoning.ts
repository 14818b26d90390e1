/**
 * What happened to customers, reckoned from the events themselves: each device's decisions in the order in which they
 * reached the office. It knows the rules by words alone (the later decision stands, a decision counts from when it was
 * made but never before what it replaces, whoever does not see a customer changes nothing) and shares no code with
 * them.
 */
export type Field = 'stage' | 'owner' | 'source';
export type Decision = { readonly field: Field | 'lostReason'; readonly value: string; readonly atMs: number };
export type Person = { readonly id: string; readonly teamId: string; readonly role: 'agent' | 'manager' | 'admin' };
export type Span = { readonly field: Field | 'team'; readonly value: string; readonly fromMs: number };
export type Told = {
  readonly kind: Field | 'merge';
  readonly was: string;
  readonly is: string;
  readonly atMs: number;
  readonly by: string;
  readonly reason: string;
};
export type Logged = {
  readonly id: string;
  readonly by: string;
  readonly kind: string;
  readonly atMs: number;
  readonly retracts: string;
};

type Stands = { value: string; atMs: number };
export class Life {
  readonly spans: Span[] = [];
  readonly told: Told[] = [];
  readonly logged: Logged[] = [];
  readonly #stands: Record<Decision['field'], Stands>;

  constructor(
    readonly id: string,
    made: { readonly stage: string; readonly owner: Person; readonly source: string; readonly atMs: number },
    readonly people: ReadonlyMap<string, Person>,
  ) {
    const { atMs } = made;
    this.#stands = {
      stage: { value: made.stage, atMs },
      owner: { value: made.owner.id, atMs },
      source: { value: made.source, atMs },
      lostReason: { value: '', atMs },
    };
    this.spans.push(
      { field: 'owner', value: made.owner.id, fromMs: atMs },
      { field: 'team', value: made.owner.teamId, fromMs: atMs },
      { field: 'stage', value: made.stage, fromMs: atMs },
      { field: 'source', value: made.source, fromMs: atMs },
    );
  }

  value(field: Decision['field']): string {
    return this.#stands[field].value;
  }

  isSeenBy(person: Person): boolean {
    const owner = this.people.get(this.value('owner'));
    if (person.role === 'admin' || owner?.id === person.id) return true;
    return person.role === 'manager' && owner?.teamId === person.teamId;
  }

  /** What one push brings. */
  decide(by: Person, decisions: readonly Decision[]): void {
    if (!this.isSeenBy(by)) return;
    const before = { ...this.#stands };
    for (const { field, value, atMs } of decisions)
      if (atMs > this.#stands[field].atMs) this.#stands[field] = { value, atMs };
    const reason = this.value('lostReason') === before.lostReason.value ? '' : this.value('lostReason');
    for (const field of ['stage', 'owner', 'source'] as const) {
      const [was, is] = [before[field].value, this.#stands[field]];
      if (was === is.value) continue;
      const fromMs = this.#from(field, is.value, is.atMs);
      this.told.push({
        kind: field,
        was,
        is: is.value,
        atMs: fromMs,
        by: by.id,
        reason: field === 'stage' ? reason : '',
      });
      const [team, before_] = [this.people.get(is.value)?.teamId, this.people.get(was)?.teamId];
      if (field === 'owner' && team !== before_) this.#from('team', team ?? '', is.atMs);
    }
  }

  log(by: Person, entry: Logged): void {
    if (this.isSeenBy(by) && !this.logged.some(({ id }) => id === entry.id)) this.logged.push(entry);
  }

  /** Follows the customer it was merged into: nobody decided that about this one, and nothing is told of it. */
  follow(other: Life, atMs: number): void {
    const [was, is] = [this.value('owner'), other.value('owner')];
    if (was === is) return;
    this.#stands.owner = { value: is, atMs };
    this.#from('owner', is, atMs);
    const [team, before] = [this.people.get(is)?.teamId, this.people.get(was)?.teamId];
    if (team !== before) this.#from('team', team ?? '', atMs);
  }

  /** The entries that somebody took back: their own, by a later one. */
  takenBack(): ReadonlySet<string> {
    return new Set(
      this.logged.flatMap(({ retracts, by }) =>
        this.logged.some((one) => one.id === retracts && one.by === by) ? [retracts] : [],
      ),
    );
  }

  #from(field: Span['field'], value: string, saidMs: number): number {
    const last = this.spans.filter((span) => span.field === field).at(-1);
    const fromMs = Math.max(last?.fromMs ?? 0, saidMs);
    this.spans.push({ field, value, fromMs });
    return fromMs;
  }
}
