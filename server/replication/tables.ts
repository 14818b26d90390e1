import type { CollectionName } from '../../sync/collections/definition';

/**
 * How each collection lies in its table. On the wire instants are ISO strings in UTC with milliseconds and "nothing" is
 * ''; in the table instants are timestamptz and nothing is NULL.
 */
export type ColumnKind =
  'text' | 'uuid' | 'integer' | 'boolean' | 'instant' | 'uuids' | 'textOrNone' | 'uuidOrNone' | 'instantOrNone';

export type Column = {
  readonly field: string;
  readonly column: string;
  readonly kind: ColumnKind;
  /**
   * What a new document has where its maker, perhaps an older build, did not know the field; undefined: it must say.
   */
  readonly empty: unknown;
  /** Reads `d.<column>`, where it is not a plain column of the table. */
  readonly expression?: string;
};

export type Table = {
  readonly collection: CollectionName;
  readonly table: string;
  readonly idType: 'uuid' | 'text';
  readonly columns: readonly Column[];
  readonly byField: ReadonlyMap<string, Column>;
  /** Column by which a document hangs on a customer and shares its visibility. */
  readonly parentColumn: string | null;
  readonly hasDeletion: boolean;
};

const EMPTY: Readonly<Partial<Record<ColumnKind, unknown>>> = {
  text: '',
  textOrNone: '',
  uuidOrNone: '',
  instantOrNone: '',
  uuids: [],
  integer: 0,
};

const snake = (field: string) =>
  field.replace(/[A-Z]/g, (letter) => `_${String.fromCharCode(letter.charCodeAt(0) + 32)}`);

type Described = Readonly<Record<string, ColumnKind | { kind: ColumnKind; required?: true; expression?: string }>>;

function table(
  collection: CollectionName,
  idType: 'uuid' | 'text',
  parentColumn: string | null,
  described: Described,
): Table {
  const columns = Object.entries(described).map(([field, what]): Column => {
    const { kind, required, expression } =
      typeof what === 'string' ? { kind: what, required: undefined, expression: undefined } : what;
    return {
      field,
      column: snake(field),
      kind,
      empty: required === true ? undefined : EMPTY[kind],
      ...(expression === undefined ? {} : { expression }),
    };
  });
  return {
    collection,
    table: collection,
    idType,
    columns,
    byField: new Map(columns.map((column) => [column.field, column])),
    parentColumn,
    hasDeletion: 'deletedAt' in described,
  };
}

const must = (kind: ColumnKind) => ({ kind, required: true as const });

export const TABLES: Readonly<Record<CollectionName, Table>> = {
  members: table('members', 'uuid', null, {
    fullName: 'text',
    email: 'text',
    role: 'text',
    teamId: 'uuidOrNone',
    teamName: { kind: 'textOrNone', expression: '(SELECT t.name FROM teams t WHERE t.id = d.team_id)' },
    colour: 'integer',
    isActive: 'boolean',
  }),
  countries: table('countries', 'text', null, {
    iso3: 'text',
    numeric: 'text',
    nameTr: 'text',
    nameEn: 'text',
    dialCode: 'text',
    flag: 'text',
  }),
  customers: table('customers', 'uuid', null, {
    firstName: 'text',
    lastName: 'text',
    phone: 'text',
    altPhone: 'text',
    email: 'text',
    countryId: 'textOrNone',
    city: 'text',
    address: 'text',
    occupation: 'text',
    language: must('text'),
    source: must('text'),
    stage: must('text'),
    ownerId: 'uuid',
    teamId: 'uuidOrNone',
    sharedWith: 'uuids',
    notes: 'text',
    managerNote: 'text',
    createdBy: 'uuid',
    createdAt: 'instant',
    lastContactAt: 'instantOrNone',
    deletedAt: 'instantOrNone',
  }),
  appointments: table('appointments', 'uuid', 'customer_id', {
    customerId: 'uuid',
    agentId: 'uuid',
    title: 'text',
    kind: must('text'),
    startsAt: 'instant',
    endsAt: 'instant',
    zone: must('text'),
    location: 'text',
    notes: 'text',
    status: must('text'),
    cancelReason: 'text',
    createdBy: 'uuid',
    createdAt: 'instant',
    deletedAt: 'instantOrNone',
  }),
  interactions: table('interactions', 'uuid', 'customer_id', {
    customerId: 'uuid',
    authorId: 'uuid',
    kind: must('text'),
    outcome: 'text',
    body: 'text',
    durationMinutes: 'integer',
    occurredAt: 'instant',
    createdAt: 'instant',
  }),
};
