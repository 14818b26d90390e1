import { Filter } from 'lucide-react';
import type { SegmentRule } from '../../../sync/rules/segment-rule';
import { countConditions } from '../../../sync/rules/segment-conditions';
import type { RecordKind } from '../../records/record-kind';
import { lazyAhead } from '../../ui/lazy-ahead';

export const segmentRecord: RecordKind<'segments'> = {
  collection: 'segments',
  icon: Filter,
  wordsOf: ({ id, name }) => ({ title: name, href: `/segments/${id}` }),
  fields: {
    name: { content: 'text' },
    rule: {
      content: 'json',
      say: (rule, { t }) => t('segments.conditions', { count: countConditions(rule as SegmentRule) }),
      Whole: lazyAhead(async () => (await import('./rule-words')).RuleValue),
    },
    teamId: { content: 'text', say: (_, { t }) => t('segments.shared'), nothing: 'segments.notShared' },
    archivedAt: { content: 'instant' },
    createdBy: { content: 'member', isSilent: true },
    createdAt: { content: 'instant', isSilent: true },
  },
};
