import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context as HonoContext } from 'hono';
import { PROTOCOL_HEADER, SHAPES_HEADER } from '../../sync/protocol/version';
import type { Config } from '../config';
import type { RequestFacts } from '../trpc/context';

export function requestFacts(c: HonoContext, config: Config): RequestFacts {
  const header = (name: string) => c.req.header(name) ?? '';
  return {
    id: c.get('requestId') as string,
    ip: clientAddress(c, config),
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
 * the
 * origin, which must be the configured one or the very host that was asked (tablets on the office network use its
 * address).
 * Programs outside browsers send neither and carry no one's cookies.
 */
export function isCrossSite(fetchSite: string, origin: string, host: string, ownOrigin: string): boolean {
  if (fetchSite !== '' && fetchSite !== 'same-origin' && fetchSite !== 'none') return true;
  if (origin === '' || origin === ownOrigin) return false;
  return !URL.canParse(origin) || host === '' || new URL(origin).host !== host;
}

/**
 * Behind a TLS proxy on this machine or its network the proxy says who called; a caller from elsewhere is not believed.
 */
function clientAddress(c: HonoContext, config: Config): string {
  const peer = peerAddress(c);
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  return config.secureCookies && forwarded !== undefined && forwarded !== '' && isNearby(peer) ? forwarded : peer;
}

function peerAddress(c: HonoContext): string {
  // Called without a socket, as tests do, there is no peer.
  return c.env === undefined || !('incoming' in (c.env as object)) ? '' : (getConnInfo(c).remote.address ?? '');
}

function isNearby(address: string): boolean {
  return (
    /^(::ffff:)?(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address) ||
    address === '::1' ||
    /^f[cd]/i.test(address)
  );
}
