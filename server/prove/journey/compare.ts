/** The office's rows and every device's documents beside the reckoning: what differs, in words. */
import { isSystemKind, type InteractionFields } from '../../../sync/collections/interaction';
import { rootsOf } from '../../../sync/rules/merged-customers';
import { takenBack } from '../../../sync/rules/last-contact';
import { stageSpans } from '../../../sync/rules/stage-spans';
import type { Office } from '../../test/office';
import type { Tablet } from '../../test/tablet';
import type { Merges } from './merges';
import type { Life, Person } from './reckoning';

const iso = (ms: number) => new Date(ms).toISOString();
const same = (is: readonly string[], should: readonly string[]) =>
  is.length === should.length && is.every((line, at) => line === should[at]);
const lines = (texts: readonly string[]) => [...texts].sort();

export async function differencesInOffice(office: Office, lives: readonly Life[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const life of lives) {
    const { rows: spans } = await office.deps.pool.query<{
      field: string;
      value: string;
      from: string;
      until: string | null;
    }>(
      `SELECT field, value, from_at AS "from", until_at AS "until" FROM customer_spans WHERE customer_id = $1
        ORDER BY id`,
      [life.id],
    );
    for (const field of ['owner', 'team', 'stage', 'source']) {
      const is = spans
        .filter((span) => span.field === field)
        .map(({ value, from, until }) => `${value} ${from} ${until ?? ''}`);
      const mine = life.spans.filter((span) => span.field === field);
      const should = mine.map(({ value, fromMs }, at) => {
        const next = mine[at + 1];
        return `${value} ${iso(fromMs)} ${next === undefined ? '' : iso(next.fromMs)}`;
      });
      if (!same(is, should)) wrong.push(`${life.id}: ${field} stands as ${is.join(' | ')}, not ${should.join(' | ')}`);
    }
    const { rows: entries } = await office.deps.pool.query<Entry>(
      `SELECT id, kind, fact, retracts, author_id AS "authorId", occurred_at AS "occurredAt" FROM interactions
        WHERE customer_id = $1`,
      [life.id],
    );
    if (!same(lines(entries.map(lineOf)), expectedLines(life)))
      wrong.push(`${life.id}: the office tells ${difference(lines(entries.map(lineOf)), expectedLines(life))}`);
  }
  return wrong;
}

/** Who stands for whom, in the office and on every device. */
export async function wrongRoots(
  office: Office,
  devices: readonly { readonly device: Tablet; readonly person: Person }[],
  lives: readonly Life[],
  merges: Merges,
): Promise<string[]> {
  const { rows } = await office.deps.pool.query<{ id: string; root: string }>(
    'SELECT id, customer_root(id) AS root FROM customers WHERE id = ANY($1::uuid[])',
    [lives.map(({ id }) => id)],
  );
  const wrong = rows
    .filter(({ id, root }) => root !== merges.rootOf(id))
    .map(({ id, root }) => `${id}: in the office ${root} stands for it, not ${merges.rootOf(id)}`);
  for (const { device, person } of devices) {
    const into = [...device.documents.get('customers')!.values()].flatMap(({ id, fields }) =>
      typeof fields['mergedInto'] === 'string' && fields['mergedInto'] !== ''
        ? [[id, fields['mergedInto']] as const]
        : [],
    );
    const roots = rootsOf(new Map(into));
    for (const life of lives)
      if (life.isSeenBy(person) && (roots.get(life.id) ?? life.id) !== merges.rootOf(life.id))
        wrong.push(`${life.id}: to ${person.role} ${roots.get(life.id) ?? 'nobody'} stands for it`);
  }
  return wrong;
}

/** After everything was synchronised: whoever sees a customer has their whole time, whoever does not has nothing. */
export function differencesOnDevice(device: Tablet, person: Person, lives: readonly Life[]): string[] {
  const wrong: string[] = [];
  const held = [...device.documents.get('interactions')!.values()].map(
    ({ id, fields }) => ({ ...fields, id }) as unknown as InteractionFields,
  );
  for (const life of lives) {
    const entries = held.filter(({ customerId }) => customerId === life.id);
    if (!life.isSeenBy(person)) {
      if (entries.length > 0) wrong.push(`${life.id}: ${person.role} still holds ${entries.length} entries`);
      continue;
    }
    const is = lines(entries.map(lineOf));
    if (!same(is, expectedLines(life)))
      wrong.push(`${life.id}: ${person.role} sees ${difference(is, expectedLines(life))}`);
    const back = new Set([...takenBack(entries).keys()]);
    const should = life.takenBack();
    if (back.size !== should.size || [...back].some((id) => !should.has(id)))
      wrong.push(`${life.id}: ${person.role} sees ${back.size} entries taken back, not ${should.size}`);
    const customer = device.fields('customers', life.id) as { stage: string; createdAt: string } | undefined;
    const stages =
      customer === undefined
        ? []
        : stageSpans({ ...customer, id: life.id, changedAt: '' }, entries).map(
            ({ stage, fromAt }) => `${stage} ${fromAt}`,
          );
    const reckoned = life.spans
      .filter(({ field }) => field === 'stage')
      .map(({ value, fromMs }) => `${value} ${iso(fromMs)}`);
    if (!same(stages, reckoned))
      wrong.push(`${life.id}: ${person.role} sees the stages ${stages.join(' | ')}, not ${reckoned.join(' | ')}`);
  }
  return wrong;
}

type Entry = Pick<InteractionFields, 'id' | 'kind' | 'fact' | 'authorId' | 'occurredAt'> & {
  readonly retracts?: string | null | undefined;
};
function lineOf({ id, kind, fact, authorId, occurredAt, retracts }: Entry): string {
  return isSystemKind(kind)
    ? [occurredAt, kind, fact?.was ?? '', fact?.is ?? '', fact?.reason ?? '', authorId].join(' ')
    : [occurredAt, kind, id, retracts ?? '', authorId].join(' ');
}
const expectedLines = (life: Life) =>
  lines([
    ...life.told.map(({ atMs, kind, was, is, reason, by }) => [iso(atMs), kind, was, is, reason, by].join(' ')),
    ...life.logged.map(({ atMs, kind, id, retracts, by }) => [iso(atMs), kind, id, retracts, by].join(' ')),
  ]);

function difference(is: readonly string[], should: readonly string[]): string {
  const more = is.filter((line) => !should.includes(line));
  const less = should.filter((line) => !is.includes(line));
  return `too much: ${more.join(' | ')}; too little: ${less.join(' | ')}; ${is.length} for ${should.length}`;
}
