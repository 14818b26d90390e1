/**
 * How a changed occurrence is merged. It stands under an id that every device derives alike, so two tablets may make it
 * without knowing of each other; and what it does not own is only a copy of its series, for builds that know no series.
 * Two that change different things of one occurrence both win, and a copy meets nothing.
 */
import type { Adapt, DocumentFields } from '../collections/definition';

/** The units that an occurrence may have of its own; those it does not are the series'. */
export const INHERITED_UNITS = [
  'agentId',
  'title',
  'kind',
  'schedule',
  'location',
  'notes',
  'status',
  'cancelReason',
  'remind',
  'kindId',
  'verdict',
] as const;
export type InheritedUnit = (typeof INHERITED_UNITS)[number];

/** A manager's word (approval.ts): given about an occurrence, or inherited with the state. */
export const VERDICT = ['decidedBy', 'decidedFor', 'decisionNote', 'proposedStartsAt', 'proposedEndsAt'] as const;

/**
 * Over an occurrence that stands: copies are no edits, and an edit of what it had not of its own knew what stood there.
 */
export const inheritWhatIsNotOwn: Adapt = (patch, { fields, stamps }) => {
  if ((fields['occurrenceOn'] ?? '') === '') return patch;
  const isMade = 'occurrenceOn' in patch;
  const [wants, has] = [ownOf(patch['own']?.values ?? {}), ownOf(fields)];
  const adapted = { ...patch };
  for (const unit of INHERITED_UNITS) {
    const edit = patch[unit];
    if (edit === undefined) continue;
    if (isMade && !wants.includes(unit)) delete (adapted as Record<string, unknown>)[unit];
    else if (!has.includes(unit)) adapted[unit] = { ...edit, base: stamps[unit] ?? stamps['*'] ?? '' };
  }
  return adapted;
};

const ownOf = (fields: DocumentFields) => (fields['own'] ?? []) as readonly string[];
