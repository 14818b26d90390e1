/**
 * The filters of the customer list as they stand in its address, so that a link, a reload and the back button all show
 * the same list. Reading never fails: what is not understood is left out.
 */
import { CUSTOMER_SOURCES } from '../../../../sync/collections/customer';
import { REACHES } from '../../../database/customer-index/reach-kinds';
import type { CustomerFilter, CustomerSort } from '../../../database/customer-index/customer-question';

export const QUIET_DAYS = [30, 60, 90] as const;
export const CUSTOMER_SORTS = ['name', 'newest', 'lastContact'] as const satisfies readonly CustomerSort[];

/** Filters that are lists: any of the values chosen. */
export const FACETS = [
  'stages',
  'sources',
  'countryIds',
  'ownerIds',
  'labels',
  'reaches',
] as const satisfies readonly (keyof CustomerFilter)[];
export type FacetId = (typeof FACETS)[number];

const MAX_TEXT_LENGTH = 120;
const COUNTRY_ID = /^[A-Z]{2}$/;
/** Of stages and of labels. */
const SETTING_SUBJECT = /^[a-z0-9][a-z0-9_-]{0,35}$/;
const MEMBER_ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

const isOneOf = (allowed: readonly string[]) => (value: string) => allowed.includes(value);
const matches = (pattern: RegExp) => (value: string) => pattern.test(value);

function readList(params: URLSearchParams, name: string, isKnown: (value: string) => boolean): string[] {
  return [...new Set((params.get(name) ?? '').split(',').filter(isKnown))];
}

export function readListUrl(params: URLSearchParams): { filter: CustomerFilter; sort: CustomerSort } {
  const quiet = Number(params.get('quiet'));
  const sort = params.get('sort');
  return {
    filter: {
      text: (params.get('q') ?? '').slice(0, MAX_TEXT_LENGTH),
      addedThisWeek: params.get('week') === '1',
      notContactedForDays: QUIET_DAYS.find((days) => days === quiet) ?? null,
      dueBy: null,
      sources: readList(params, 'source', isOneOf(CUSTOMER_SOURCES)),
      countryIds: readList(params, 'country', matches(COUNTRY_ID)),
      stages: readList(params, 'stage', matches(SETTING_SUBJECT)),
      ownerIds: readList(params, 'agent', matches(MEMBER_ID)),
      labels: readList(params, 'label', matches(SETTING_SUBJECT)),
      reaches: readList(params, 'reach', isOneOf(REACHES)),
      segmentId: readList(params, 'segment', matches(MEMBER_ID))[0] ?? '',
      segment: null,
    },
    sort: CUSTOMER_SORTS.find((known) => known === sort) ?? 'name',
  };
}

/** The query of the address, without '?'; '' for the plain list. The same filter always gives the same text. */
export function writeListUrl(filter: CustomerFilter, sort: CustomerSort): string {
  const params = new URLSearchParams();
  const put = (name: string, value: string) => {
    if (value !== '') params.set(name, value);
  };
  put('q', filter.text.slice(0, MAX_TEXT_LENGTH));
  put('week', filter.addedThisWeek ? '1' : '');
  put('quiet', filter.notContactedForDays === null ? '' : String(filter.notContactedForDays));
  put('source', [...filter.sources].sort().join(','));
  put('country', [...filter.countryIds].sort().join(','));
  put('stage', [...filter.stages].sort().join(','));
  put('agent', [...filter.ownerIds].sort().join(','));
  put('label', [...filter.labels].sort().join(','));
  put('reach', [...filter.reaches].sort().join(','));
  put('segment', filter.segmentId);
  put('sort', sort === 'name' ? '' : sort);
  return params.toString().replace(/%2C/g, ',');
}

/** How many filters are on; what is searched for is none. */
export function countFilters(filter: CustomerFilter): number {
  const lists = FACETS.filter((facet) => filter[facet].length > 0).length;
  return lists + (filter.addedThisWeek ? 1 : 0) + (filter.notContactedForDays === null ? 0 : 1);
}

export function isFiltering(filter: CustomerFilter): boolean {
  return writeListUrl(filter, 'name') !== '';
}
