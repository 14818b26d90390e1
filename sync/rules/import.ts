/** What an import of customers is; both ends read it. */
import * as z from 'zod/mini';
import { CUSTOMER_SOURCES } from '../collections/customer';
import { documentId } from '../collections/definition';
import { matching } from './pattern';

export const MAX_IMPORT_BYTES = 20 * 1024 * 1024;
export const MAX_IMPORT_ROWS = 20_000;
export const MAX_IMPORT_COLUMNS = 100;
/** Of one cell; what a customer's notes may hold. */
export const MAX_IMPORT_CELL = 20_000;
/** Of the name of the file. */
export const MAX_IMPORT_NAME = 200;
/** So many of one person may wait for somebody to decide about them. */
export const MAX_OPEN_IMPORTS = 20;
/** For so long after it is over, or after anybody looked after it, the rows are kept. */
export const IMPORT_ROWS_KEPT_DAYS = 30;

/**
 * `columns`: the file is read and waits to hear what its columns are. `checking`: its rows are compared with the
 * office's customers. `ready`: what would happen is there to be seen. `running`, `stopped`, `done`: it is written.
 * `reverting`, `reverted`: it is taken back.
 */
export const IMPORT_STATES = [
  'columns',
  'checking',
  'ready',
  'running',
  'stopped',
  'done',
  'reverting',
  'reverted',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/**
 * Why one stopped: `byPerson`; `authorGone`: whoever brought the file may not work any more; `rightsChanged`: they may
 * no longer write what its columns say.
 */
export const IMPORT_STOP_REASONS = ['byPerson', 'authorGone', 'rightsChanged'] as const;
export type ImportStopReason = (typeof IMPORT_STOP_REASONS)[number];

/** `add`: who is there is left alone. `update`: what the file says counts. `fill`: only where nothing is. */
export const IMPORT_MODES = ['add', 'update', 'fill'] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

/** What a column may be. */
export const IMPORT_TARGETS = [
  'firstName',
  'lastName',
  'fullName',
  'email',
  'phone',
  'altPhone',
  'countryId',
  'city',
  'address',
  'occupation',
  'language',
  'source',
  'stage',
  'lostReason',
  'labels',
  'ownerId',
  'notes',
  'managerNote',
] as const;
export type ImportTarget = (typeof IMPORT_TARGETS)[number];
/** Agents neither see nor write it. */
export const LEADERS_TARGETS: readonly ImportTarget[] = ['managerNote'];

/** Fields of a customer that an import writes. */
export type ImportField = Exclude<ImportTarget, 'fullName'>;

/** What becomes of a row. `joined`: an earlier row of the file is the same customer. */
export const ROW_OUTCOMES = ['waiting', 'new', 'joined', 'changed', 'same', 'decide', 'cannot', 'leftOut'] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];
/** Those that a run takes; all others are not taken. */
export const TAKEN_OUTCOMES = ['new', 'joined', 'changed', 'same'] as const satisfies readonly RowOutcome[];

/** Why a row came to what it did; '' where the outcome says it all. */
export const ROW_REASONS = [
  // same
  'existsAlready',
  // decide
  'severalCustomers',
  'joinsRows',
  'differsInFile',
  'sameName',
  'waitsForRow',
  'changedMeanwhile',
  'customerGone',
  // cannot
  'badCells',
  'empty',
  'refused',
  'erased',
] as const;
export type RowReason = (typeof ROW_REASONS)[number] | '';

/** What is wrong with a cell. */
export const CELL_PROBLEMS = [
  'email',
  'phone',
  'phoneSeveral',
  'country',
  'language',
  'source',
  'stage',
  'label',
  'owner',
  'ownerForeign',
  'tooLong',
] as const;
export type CellProblemCode = (typeof CELL_PROBLEMS)[number];
/** `column`: its place, from 0. */
export type CellProblem = { readonly column: number; readonly target: ImportTarget; readonly code: CellProblemCode };

/** What is worth knowing of a row that is taken. `namedByAddress`: it has no name, so the address stands for it. */
export const ROW_NOTES = ['namedByAddress', 'phoneDoubtful'] as const;
export type RowNote = (typeof ROW_NOTES)[number];

/**
 * One field as it was and as it is written. `labels`: `to` has the ids of labels that are put on, with blanks between
 * them, and `from` is ''.
 */
export type FieldChange = { readonly field: ImportField; readonly from: string; readonly to: string };

/** What a person says of a row that nobody else can decide; null: nothing, or no longer. */
export const rowDecision = z.union([
  z.strictObject({ kind: z.literal('customer'), customerId: documentId }),
  z.strictObject({ kind: z.literal('new') }),
  z.strictObject({ kind: z.literal('leaveOut') }),
]);
export type RowDecision = z.infer<typeof rowDecision>;

/**
 * What a person says at once of all rows that wait for them. `onlyCandidate`: those about whom one customer alone comes
 * into question are this one. `none`: nothing that was said of rows counts any more.
 */
export const DECISIONS_FOR_ALL = ['new', 'onlyCandidate', 'leaveOut', 'none'] as const;
export type DecisionForAll = (typeof DECISIONS_FOR_ALL)[number];

export const importColumns = z.array(z.nullable(z.enum(IMPORT_TARGETS))).check(z.maxLength(MAX_IMPORT_COLUMNS));
/** What new customers get where the file says nothing. */
export const importDefaults = z.strictObject({
  /** In which numbers without a country code are read; not written to anybody. */
  phoneCountryId: matching(/^[A-Z]{2}$/, 2),
  source: z.enum(CUSTOMER_SOURCES),
  /** The id of a stage in `settings`. */
  stage: matching(/^[a-z0-9][a-z0-9_-]*$/, 36),
  ownerId: documentId,
});
export type ImportDefaults = z.infer<typeof importDefaults>;

export type RevertOutcome = '' | 'removed' | 'restored' | 'kept';
