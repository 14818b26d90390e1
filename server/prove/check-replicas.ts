/** Oracle 2: every replica is exactly what its person may see. */
import { COLLECTIONS } from '../../sync/collections/registry';
import type { LocalDocument } from '../../sync/rules/local-document';
import type { DeviceRole } from './cast';
import type { DeviceReport } from './device-thread';
import type { TrueCollection, TrueDocument, Truth } from './office-truth';
import type { Verdict } from './verdict';

const COMPARED: readonly TrueCollection[] = ['customers', 'appointments', 'interactions', 'members', 'settings'];

export function checkReplica(
  { name: device, person }: Pick<DeviceRole, 'name' | 'person'>,
  report: Pick<DeviceReport, 'documents'>,
  truth: Truth,
  verdict: Verdict,
): void {
  const isAgent = truth.roles.get(person) === 'agent';
  for (const collection of COMPARED) {
    const local = new Map(report.documents[collection].map((document) => [document.id, document]));
    for (const [id, document] of truth.documents[collection]) {
      const held = local.get(id);
      if (!document.visibleTo.has(person)) {
        if (held !== undefined)
          verdict.leaks.push(`${device} holds ${collection} ${id}, which it may not see (${describe(held)})`);
      } else if (held === undefined) {
        // A device that begins anew is not sent what is deleted.
        if ((document.fields['deletedAt'] ?? '') === '')
          verdict.skipped.push(`${device} never got ${collection} ${id}`);
      } else {
        for (const difference of differences(collection, held, document, isAgent))
          verdict.divergences.push(`${device}, ${collection} ${id}: ${difference}`);
      }
    }
    for (const [id, held] of local)
      if (!truth.documents[collection].has(id))
        verdict.divergences.push(
          `${device} holds ${collection} ${id}, which the office does not have (${describe(held)})`,
        );
  }
}

function differences(collection: TrueCollection, held: LocalDocument, truth: TrueDocument, isAgent: boolean): string[] {
  const hidden = new Set(
    !isAgent ? [] : collection === 'customers' ? ['managerNote'] : collection === 'members' ? ['email'] : [],
  );
  const found: string[] = [];
  const compare = (what: string, ours: unknown, theirs: unknown) => {
    if (canonical(ours) !== canonical(theirs))
      found.push(`${what} is ${canonical(ours)} and should be ${canonical(theirs)}`);
  };
  for (const field of new Set([...Object.keys(held.fields), ...Object.keys(truth.fields)]))
    compare(field, held.fields[field], hidden.has(field) ? undefined : truth.fields[field]);
  compare('version', held.sync.version, truth.version);
  compare('outbox', held.sync.outbox, '');
  compare('pending', held.sync.pending, {});
  compare(
    'cards',
    held.sync.conflicts,
    truth.conflicts.filter(({ unit }) => !hidden.has(unit)),
  );
  const stampOf = (stamps: Readonly<Record<string, string>>, unit: string) => stamps[unit] ?? stamps['*'] ?? '';
  for (const unit of Object.keys(COLLECTIONS[collection].units))
    if (!hidden.has(unit)) compare(`stamp of ${unit}`, stampOf(held.sync.stamps, unit), stampOf(truth.stamps, unit));
  return found;
}

const describe = ({ sync }: LocalDocument) =>
  [
    `version ${sync.version}`,
    sync.outbox === '' ? 'at rest' : sync.outbox,
    Object.keys(sync.pending).join(' '),
    sync.rejection?.code ?? '',
  ].join(', ');

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'nothing';
  return `{${Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${key}:${canonical(inner)}`)
    .join(',')}}`;
}
