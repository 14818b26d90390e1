import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context as HonoContext } from 'hono';
import { PROTOCOL_HEADER, SHAPES_HEADER } from '../../sync/protocol/version';
import type { Config } from '../config';
import { clientAddress } from '../lib/client-address';
import type { RequestFacts } from '../trpc/context';

export function requestFacts(c: HonoContext, config: Config): RequestFacts {
  const header = (name: string) => c.req.header(name) ?? '';
  return {
    id: c.get('requestId') as string,
    ip: clientAddress(peerAddress(c), header('x-forwarded-for'), config.trustedProxies),
    userAgent: header('user-agent').slice(0, 300),
    cookies: header('cookie'),
    protocol: smallNumber(header(PROTOCOL_HEADER)),
    shapes: smallNumber(header(SHAPES_HEADER)),
    origin: header('origin'),
    crossSite: isCrossSite(header('sec-fetch-site'), header('origin'), header('host'), config.origin),
  };
}

/** 0 for what is none. */
const smallNumber = (text: string) => (/^\d{1,4}$/.test(text) ? Number(text) : 0);

/**
 * Whether a page that is not ours started the request. Browsers say so themselves (`Sec-Fetch-Site`); older ones name
 * the origin, which must be the configured one or the very host that was asked (tablets on the office network use its
 * address). Programs outside browsers send neither and carry no one's cookies.
 */
export function isCrossSite(fetchSite: string, origin: string, host: string, ownOrigin: string): boolean {
  if (fetchSite !== '' && fetchSite !== 'same-origin' && fetchSite !== 'none') return true;
  if (origin === '' || origin === ownOrigin) return false;
  return !URL.canParse(origin) || host === '' || new URL(origin).host !== host;
}

function peerAddress(c: HonoContext): string {
  // Called without a socket, as tests do, there is no peer.
  return c.env === undefined || !('incoming' in (c.env as object)) ? '' : (getConnInfo(c).remote.address ?? '');
}
