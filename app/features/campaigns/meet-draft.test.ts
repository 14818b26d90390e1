import { expect, it } from 'vitest';
import type { CampaignDraft } from '../../../sync/rules/campaign';
import { keptOf, meetDraft } from './meet-draft';

const START = { name: 'Autumn', replyTo: 'agent', capMost: null, exceptIds: [] } as unknown as CampaignDraft;
const mine = keptOf({ ...START, name: 'Winter' }, START);

it('keeps of a draft what is not saved, and over what it was typed', () => {
  expect(mine).toEqual({ values: { name: 'Winter' }, bases: { name: { stamp: '', values: { name: 'Autumn' } } } });
});

it.each<[string, Partial<CampaignDraft>, Partial<CampaignDraft>, string[]]>([
  ['as it was', {}, { name: 'Winter' }, []],
  ['with another part changed', { capMost: 2 }, { name: 'Winter', capMost: 2 }, []],
  ['with the same words', { name: 'Winter' }, { name: 'Winter' }, []],
  ['with other words', { name: 'Spring' }, { name: 'Winter' }, ['name']],
])('lays it over what the office has: %s', (_, change, draft, clashing) => {
  const office = { ...START, ...change };
  const over = clashing.length > 0 ? START : office;
  expect(meetDraft(office, mine)).toEqual({ draft: { ...START, ...draft }, over, clashing });
});
