import type { SegmentFields } from '../../sync/collections/segment';
import { derivedId } from '../../sync/rules/derived-id';
import type { SegmentCondition } from '../../sync/rules/segment-rule';
import type { DemoMember } from './demo-people';

type DemoSegment = Omit<SegmentFields, 'archivedAt' | 'createdAt'>;

const QUESTIONS: readonly (readonly [string, readonly SegmentCondition[]])[] = [
  ['Haftanın yenileri', [{ fact: 'createdAt', operator: 'thisWeek' }]],
  ['30 gündür sessiz', [{ fact: 'lastContactAt', operator: 'notForDays', value: 30 }]],
  [
    'Geçen yıl kazanılan, 90 gündür aranmayan',
    [
      { fact: 'stage', operator: 'in', value: ['won'] },
      { fact: 'stageSince', operator: 'lastYear' },
      { fact: 'lastContactAt', operator: 'notForDays', value: 90 },
    ],
  ],
  ['Tavsiyeyle gelenler', [{ fact: 'source', operator: 'in', value: ['referral', 'partner'] }]],
];

/** Ready segments of each team, made by its manager. */
export function makeDemoSegments(members: readonly DemoMember[]): DemoSegment[] {
  return members
    .filter(({ role }) => role === 'manager')
    .flatMap(({ id: createdBy, teamId }) =>
      QUESTIONS.map(([name, rules]) => ({
        id: derivedId('demo-segment', teamId, name),
        name,
        rule: { combinator: 'and' as const, rules: [...rules] },
        teamId,
        createdBy,
      })),
    );
}
