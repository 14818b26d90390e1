import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CUSTOMER_SOURCES } from '../../../../sync/collections/customer';
import { FIRST_STAGES } from '../../../../sync/rules/setting-defaults';
import { EVERYBODY } from '../../../database/customer-index/customer-question';
import { REACHES } from '../../../database/customer-index/reach-kinds';
import { CUSTOMER_SORTS, isFiltering, QUIET_DAYS, readListUrl, writeListUrl } from './filter-url';

const through = (query: string) => readListUrl(new URLSearchParams(query));

describe('the list address', () => {
  it('is empty for the plain list', () => {
    expect(writeListUrl(EVERYBODY, 'name')).toBe('');
    expect(through('')).toEqual({ filter: EVERYBODY, sort: 'name' });
  });

  it('reads like what was chosen', () => {
    const filter = { ...EVERYBODY, text: 'ışık & su', notContactedForDays: 60, sources: ['instagram', 'fair'] };
    expect(writeListUrl(filter, 'lastContact')).toBe(
      'q=%C4%B1%C5%9F%C4%B1k+%26+su&quiet=60&source=fair,instagram&sort=lastContact',
    );
  });

  it('brings any filter back', () => {
    fc.assert(
      fc.property(
        fc.record({
          text: fc.string({ maxLength: 40, unit: 'grapheme' }),
          addedThisWeek: fc.boolean(),
          notContactedForDays: fc.constantFrom(null, ...QUIET_DAYS),
          dueBy: fc.constant(null),
          sources: fc.uniqueArray(fc.constantFrom(...CUSTOMER_SOURCES)),
          countryIds: fc.uniqueArray(fc.constantFrom('TR', 'DE', 'GB')),
          stages: fc.uniqueArray(fc.constantFrom(...FIRST_STAGES.map(({ id }) => id))),
          ownerIds: fc.uniqueArray(fc.uuid()),
          labels: fc.uniqueArray(fc.constantFrom('vip', 'yurt-disinda', 'x-2')),
          reaches: fc.uniqueArray(fc.constantFrom(...REACHES)),
          segmentId: fc.oneof(fc.constant(''), fc.uuid()),
          segment: fc.constant(null),
        }),
        fc.constantFrom(...CUSTOMER_SORTS),
        (filter, sort) => {
          const back = through(writeListUrl(filter, sort));
          expect(back.sort).toBe(sort);
          expect(back.filter).toEqual({
            ...filter,
            text: filter.text.slice(0, 120),
            sources: [...filter.sources].sort(),
            countryIds: [...filter.countryIds].sort(),
            stages: [...filter.stages].sort(),
            ownerIds: [...filter.ownerIds].sort(),
            labels: [...filter.labels].sort(),
            reaches: [...filter.reaches].sort(),
          });
        },
      ),
    );
  });

  it('survives half a character', () => {
    expect(() => writeListUrl({ ...EVERYBODY, text: '\ud83d' }, 'name')).not.toThrow();
  });

  it('leaves out what it does not know', () => {
    expect(through('quiet=31&stage=Hot!,won,won&country=TR,x&agent=someone&source=&sort=random&week=yes')).toEqual({
      filter: { ...EVERYBODY, stages: ['won'], countryIds: ['TR'] },
      sort: 'name',
    });
  });

  it('knows when something is filtered', () => {
    expect(isFiltering(EVERYBODY)).toBe(false);
    expect(isFiltering({ ...EVERYBODY, addedThisWeek: true })).toBe(true);
  });
});
