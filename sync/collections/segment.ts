import * as z from 'zod/mini';
import { segmentRule } from '../rules/segment-rule';
import { collection, documentId, field, instant, instantOrNone, text } from './definition';

/** A question about customers that is asked again and again (sync/rules/segment-rule.ts), under a name. */
export const segments = collection({
  name: 'segments',
  noun: 'segment',
  audience: { kind: 'team', by: 'createdBy', team: 'teamId' },
  writable: true,
  since: 3,
  fields: {
    name: field(text(80), 'text', { empty: '' }),
    rule: field(segmentRule, 'text', { empty: { combinator: 'and', rules: [] } }),
    /** The team it is shared with, '' while it is its maker's alone. */
    teamId: field(z.union([z.literal(''), documentId]), 'latest', { empty: '' }),
    /** '' while it is offered. */
    archivedAt: field(instantOrNone, 'latest', { empty: '' }),
    createdBy: field(documentId, 'once'),
    createdAt: field(instant, 'once'),
  },
});
export const segmentShape = segments.shape;
export type SegmentFields = z.infer<typeof segmentShape>;
