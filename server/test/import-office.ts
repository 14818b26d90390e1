/** An office of two teams for tests of imports: files are brought as text, and looked after when the test says so. */
import type { ImportDefaults, ImportMode, ImportTarget, RowOutcome } from '../../sync/rules/import';
import type { SignedInMember } from '../lib/identity';
import { chooseColumns } from '../features/imports/set-columns';
import { decideAll } from '../features/imports/decide-all';
import { decideRow } from '../features/imports/decide-row';
import { readTable } from '../features/imports/read-table';
import { receiveImport } from '../features/imports/receive-import';
import { runImportsJob } from '../features/imports/run-imports.job';
import { listRows, showImport, type ImportRow } from '../features/imports/show-imports';
import { revertImport, startImport } from '../features/imports/steer-import';
import type { Deps } from '../deps';
import type { DecisionForAll, RowDecision } from '../../sync/rules/import';

export const BY = { memberId: null, ip: '' };
export type Chosen = {
  readonly mode?: ImportMode;
  /** What was guessed, where nothing is said. */
  readonly columns?: readonly (ImportTarget | null)[];
  readonly defaults?: Partial<ImportDefaults>;
};

export async function signedIn(deps: Deps, id: string): Promise<SignedInMember> {
  const { rows } = await deps.pool.query<SignedInMember>(
    `SELECT id, full_name AS "fullName", email, role, team_id AS "teamId", scope_version AS "scopeVersion"
     FROM members WHERE id = $1`,
    [id],
  );
  return rows[0]!;
}

/** One person at work with files. */
export class Importer {
  constructor(
    readonly deps: Deps,
    readonly member: SignedInMember,
  ) {}

  async bring(text: string | Uint8Array, id: string = this.deps.newId()): Promise<string> {
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
    await receiveImport(this.deps, this.member, { id, fileName: 'liste.csv', bytes }, readTable);
    return id;
  }

  /** Chooses columns, and has the rows looked at. */
  async check(id: string, { mode = 'add', columns, defaults = {} }: Chosen = {}, look = this.work): Promise<void> {
    const { import: one } = await this.show(id);
    await chooseColumns(this.deps, this.member, {
      id,
      mode,
      columns: columns ?? one.columns,
      defaults: { ...one.defaults, ...defaults },
    });
    await look();
  }

  async checked(text: string, chosen: Chosen = {}): Promise<string> {
    const id = await this.bring(text);
    await this.check(id, chosen);
    return id;
  }

  work = async (): Promise<void> => {
    await runImportsJob.run(this.deps, AbortSignal.timeout(60_000));
  };
  show = (id: string) => showImport(this.deps, this.member, id);
  start = (id: string) => startImport(this.deps, this.member, BY, id);
  decide = (id: string, rowNo: number, decision: RowDecision | null) =>
    decideRow(this.deps, this.member, { id, rowNo, decision });

  /** Says it of all rows, and has them looked at. */
  async decideAll(id: string, decision: DecisionForAll): Promise<number> {
    const { count } = await decideAll(this.deps, this.member, { id, decision });
    await this.work();
    return count;
  }

  async run(id: string): Promise<void> {
    await this.start(id);
    await this.work();
  }

  async revert(id: string): Promise<void> {
    await revertImport(this.deps, this.member, BY, id);
    await this.work();
  }

  async rows(id: string, outcome: RowOutcome | null = null): Promise<ImportRow[]> {
    const all: ImportRow[] = [];
    for (let after: number | null = 0; after !== null;) {
      const page: { rows: readonly ImportRow[]; after: number | null } = await listRows(this.deps, this.member, {
        id,
        outcome,
        reverted: null,
        after,
      });
      all.push(...page.rows);
      after = page.after;
    }
    return all;
  }

  /** By outcome how many rows. */
  async counts(id: string): Promise<Record<string, number>> {
    const { outcomes } = (await this.show(id)).counts;
    return Object.fromEntries(Object.entries(outcomes).map(([outcome, { rows }]) => [outcome, rows]));
  }
}
