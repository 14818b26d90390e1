import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';

/**
 * Who stands between callers and this process and may say whom they speak for: how many proxies there are, or the
 * networks they are in. Null: nobody, the peer is the caller.
 */
export type TrustedProxies = number | BlockList | null;

/**
 * Reads `2`, or `10.0.0.0/8, 2001:db8::/32, 127.0.0.1`; null where it is neither. A network without a length is one
 * address.
 */
export function parseTrustedProxies(text: string): number | BlockList | null {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const list = new BlockList();
  for (const part of text.split(',').map((piece) => piece.trim())) {
    const [address = '', length, ...rest] = part.split('/');
    const family = isIP(address);
    const most = family === 6 ? 128 : 32;
    const prefix = length === undefined ? most : /^\d{1,3}$/.test(length) ? Number(length) : Infinity;
    if (family === 0 || rest.length > 0 || prefix > most) return null;
    list.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

/**
 * An address in its one form: without port, brackets and zone, an IPv4 address inside an IPv6 one by itself, IPv6 in
 * its shortest spelling. '' for whatever is no address.
 */
export function parseAddress(text: string): string {
  const given = text.trim();
  // The longest that can be one: brackets, zone and port included.
  if (given.length > 100) return '';
  const inner = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(given)?.[1] ?? /^([^:]*):\d{1,5}$/.exec(given)?.[1] ?? given;
  const address = inner.split('%', 1)[0] ?? '';
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return '';
  const shortest = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(shortest);
  if (mapped === null) return shortest;
  const [high, low] = [Number.parseInt(mapped[1]!, 16), Number.parseInt(mapped[2]!, 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/**
 * Whose request it is: `peer` opened the connection, `forwarded` is the X-Forwarded-For header, to which every proxy
 * adds at the end whom it was asked by. From the peer on backwards each is believed that is trusted; what is no address
 * ends the row. '' only where there is no peer, as in tests without a socket.
 */
export function clientAddress(peer: string, forwarded: string, trusted: TrustedProxies): string {
  let address = parseAddress(peer);
  if (trusted === null || forwarded === '') return address;
  const named = forwarded.split(',');
  for (let hop = 1; named.length > 0; hop += 1) {
    if (typeof trusted === 'number' ? hop > trusted : !isIn(trusted, address)) break;
    const before = parseAddress(named.pop() ?? '');
    if (before === '') break;
    address = before;
  }
  return address;
}

function isIn(list: BlockList, address: string): boolean {
  return address !== '' && list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
