import type { SegmentRule } from '../../../sync/rules/segment-rule';
import type { SegmentViewer } from '../../../sync/rules/segment-tests';

/** The collections that segments are worked out from. */
export const SEGMENT_STORES = ['customers', 'appointments', 'interactions', 'conversations', 'files'] as const;
export type SegmentStoreName = (typeof SEGMENT_STORES)[number];

/** A rule with who asks and where it is asked; `stores`: the names of the stores that are looked into. */
export type SegmentQuestion = {
  rule: SegmentRule;
  viewer: SegmentViewer;
  /** IANA zone of the office. */
  zone: string;
  stores: Record<SegmentStoreName, string>;
};
