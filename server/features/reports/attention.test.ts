import { expect, it } from 'vitest';
import { attentionOf } from './attention';
import { GROUP_NAMES } from './report-names';

const groups = [
  {
    id: 'summary' as const,
    name: GROUP_NAMES.summary,
    columns: [],
    rows: [{ id: 'all', name: GROUP_NAMES.summary, cells: { notContacted: 3, unanswered: 1 }, tooFew: [] }],
  },
];

it('says of a month that is not over nothing of its end', () => {
  const soFar = attentionOf(groups, null, true);
  expect(soFar).toEqual([
    { tr: '3 yeni müşteriyle henüz görüşülmedi.', en: '3 new customers not reached yet.' },
    { tr: '1 müşterinin mesajı henüz yanıtlanmadı.', en: '1 customer message not answered yet.' },
  ]);
  const over = attentionOf(groups, null, false);
  for (const { tr, en } of over) {
    expect(tr).toContain('ay sonuna kadar');
    expect(en).toContain('by the end of the month');
  }
});
