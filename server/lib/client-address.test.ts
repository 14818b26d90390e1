import { describe, expect, it } from 'vitest';
import { clientAddress, parseAddress, parseTrustedProxies } from './client-address';

describe('parseAddress', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    [' 203.0.113.7 ', '203.0.113.7'],
    ['203.0.113.7:51234', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:cb00:7107', '203.0.113.7'],
    ['[::ffff:203.0.113.7]:443', '203.0.113.7'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['::1', '::1'],
    ['', ''],
    ['unknown', ''],
    ['_hidden', ''],
    ['203.0.113', ''],
    ['203.0.113.7, 10.0.0.1', ''],
    ['203.0.113.7:x', ''],
    ['[203.0.113.7', ''],
    ['x'.repeat(3_000), ''],
    [`203.0.113.7${' '.repeat(10)}\0`, ''],
    ["1.2.3.4'; DROP TABLE audit_events; --", ''],
  ])('%j is %j', (text, address) => {
    expect(parseAddress(text)).toBe(address);
  });
});

describe('parseTrustedProxies', () => {
  it('takes a count or networks, and nothing else', () => {
    expect(parseTrustedProxies('2')).toBe(2);
    for (const text of ['10.0.0.0/8', '127.0.0.1, ::1', '2001:db8::/32,10.0.0.0/8'])
      expect([text, typeof parseTrustedProxies(text)]).toEqual([text, 'object']);
    for (const text of ['', 'yes', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.0/x', '10.0.0/8', '-1', '1.5', '10.0.0.0/8,'])
      expect([text, parseTrustedProxies(text)]).toEqual([text, null]);
  });
});

describe('clientAddress', () => {
  const networks = parseTrustedProxies('10.0.0.0/8, ::1, 2001:db8:1::/48');

  it('believes nobody unless told to', () => {
    expect(clientAddress('10.0.0.2', '203.0.113.7', null)).toBe('10.0.0.2');
    expect(clientAddress('192.168.1.5', '203.0.113.7', networks)).toBe('192.168.1.5');
    expect(clientAddress('', '203.0.113.7', networks)).toBe('');
  });

  it('goes back through the proxies it trusts and no further', () => {
    expect(clientAddress('10.0.0.2', '198.51.100.1, 203.0.113.7', networks)).toBe('203.0.113.7');
    expect(clientAddress('::ffff:10.0.0.2', '198.51.100.1, 203.0.113.7, 10.0.0.3', networks)).toBe('203.0.113.7');
    expect(clientAddress('2001:db8:1::9', '203.0.113.7:4431', networks)).toBe('203.0.113.7');
    // All of them are ours: the farthest one asked.
    expect(clientAddress('10.0.0.2', '10.0.0.4, 10.0.0.3', networks)).toBe('10.0.0.4');
  });

  it('counts proxies where there is a count', () => {
    expect(clientAddress('10.0.0.2', '198.51.100.1, 203.0.113.7', 1)).toBe('203.0.113.7');
    expect(clientAddress('10.0.0.2', '198.51.100.1, 203.0.113.7, 10.0.0.3', 2)).toBe('203.0.113.7');
    expect(clientAddress('10.0.0.2', '203.0.113.7', 5)).toBe('203.0.113.7');
    expect(clientAddress('10.0.0.2', '203.0.113.7', 0)).toBe('10.0.0.2');
  });

  it('never answers with what is no address', () => {
    for (const forwarded of ['x'.repeat(3_000), 'unknown', ',,,', ' ', '203.0.113.7, nonsense', "'; --", '\0'])
      expect([forwarded.slice(0, 20), clientAddress('10.0.0.2', forwarded, networks)]).toEqual([
        forwarded.slice(0, 20),
        '10.0.0.2',
      ]);
  });

  it('is the same for one caller whatever port they come from', () => {
    const seen = new Set(
      ['203.0.113.7:1', '203.0.113.7:2', '::ffff:203.0.113.7', '203.0.113.7'].map((from) =>
        clientAddress('10.0.0.2', from, networks),
      ),
    );
    expect([...seen]).toEqual(['203.0.113.7']);
  });
});
