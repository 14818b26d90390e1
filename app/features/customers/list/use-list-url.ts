import { useLocation, useNavigate, useNavigation } from '@remix-run/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CustomerFilter, CustomerSort } from '../../../database/use-customer-rows';
import { readListUrl, writeListUrl } from './filter-url';

/** Typing must not wait for the address, nor the address follow every letter. */
const PAUSE_MS = 200;
const OTHER_PARAMS = ['tab', 'log'] as const;

type ListState = { readonly filter: CustomerFilter; readonly sort: CustomerSort };
/** The list as it was left, for coming back by the rail during this visit. */
let leftAt = '';

/** The list's own part of an address's query. */
export const listQuery = (search: string | URLSearchParams) => {
  const { filter, sort } = readListUrl(new URLSearchParams(search));
  return writeListUrl(filter, sort);
};

/**
 * Filter and order of the list, in step with the address: what is chosen here is written there a moment later, and an
 * address that changes by itself (back, a link) is read again. `query` is the present state as an address writes it;
 * `leave` is called before navigating elsewhere.
 */
export function useListUrl() {
  const location = useLocation();
  const navigate = useNavigate();
  const isUnderWay = useNavigation().state !== 'idle';
  /** Somebody just opened something; the router tells of it a moment later. */
  const isLeaving = useRef(false);
  const [state, setState] = useState<ListState>(() => {
    const here = listQuery(location.search);
    const resumes = here === '' && location.pathname === '/customers';
    return readListUrl(new URLSearchParams(resumes ? leftAt : here));
  });
  const query = useMemo(() => writeListUrl(state.filter, state.sort), [state]);
  const addressed = listQuery(location.search);
  const lastAddressed = useRef(addressed);
  /** What the router was asked for last; until it is there, one may have typed on, and its arrival says nothing new. */
  const asked = useRef<string | null>(null);

  useEffect(() => {
    leftAt = query;
  }, [query]);

  useEffect(() => {
    isLeaving.current = false;
  }, [query, location.key]);

  useEffect(() => {
    if (addressed !== lastAddressed.current) {
      lastAddressed.current = addressed;
      const isOwn = addressed === asked.current;
      asked.current = null;
      if (!isOwn) {
        if (addressed !== query) setState(readListUrl(new URLSearchParams(addressed)));
        return undefined;
      }
    }
    // A step of the list's own would take the place of the one that is under way: it waits until that has arrived.
    if (addressed === query || isUnderWay) return undefined;
    const timer = setTimeout(() => {
      if (isLeaving.current) return;
      asked.current = query;
      const params = new URLSearchParams(location.search);
      const kept = OTHER_PARAMS.flatMap((name) =>
        params.has(name) ? [`${name}=${encodeURIComponent(params.get(name) ?? '')}`] : [],
      );
      const search = [query, ...kept].filter((part) => part !== '').join('&');
      navigate(
        { pathname: location.pathname, search: search === '' ? '' : `?${search}` },
        { replace: true, preventScrollReset: true },
      );
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [addressed, query, isUnderWay, location.pathname, location.search, navigate]);

  const setFilter = useCallback((change: Partial<CustomerFilter>) => {
    setState((before) => ({ ...before, filter: { ...before.filter, ...change } }));
  }, []);
  const setSort = useCallback((sort: CustomerSort) => setState((before) => ({ ...before, sort })), []);
  const leave = useCallback(() => {
    isLeaving.current = true;
  }, []);
  return { ...state, query, setFilter, setSort, leave };
}

export const withQuery = (path: string, query: string) => (query === '' ? path : `${path}?${query}`);
