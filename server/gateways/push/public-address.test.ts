import { describe, expect, it } from 'vitest';
import { isPublicAddress, isPushEndpoint } from './public-address';

describe('where pushes may go', () => {
  it.each([
    'http://push.example.org/a',
    'https://127.0.0.1/a',
    'https://10.1.2.3/a',
    'https://169.254.169.254/latest',
    'https://[::1]/a',
    'https://[::ffff:10.0.0.1]/a',
    'https://[fd00::1]/a',
    'https://localhost/a',
    'https://db.internal/a',
    'https://0x7f000001/a',
    'https://push.example.org:8443/a',
    'https://me:you@push.example.org/a',
    'javascript:alert(1)',
  ])('not to %s', (endpoint) => expect(isPushEndpoint(endpoint, false)).toBe(false));

  it.each(['https://fcm.googleapis.com/fcm/send/a', 'https://web.push.apple.com/a', 'https://8.8.8.8/a'])(
    'to %s',
    (endpoint) => expect(isPushEndpoint(endpoint, false)).toBe(true),
  );

  it('to this machine where that is asked for, and there alone', () => {
    expect(isPushEndpoint('http://127.0.0.1:4711/a', true)).toBe(true);
    expect(isPushEndpoint('http://10.0.0.1/a', true)).toBe(false);
  });

  it('not to names that lead to addresses within the network', () => {
    const within = [
      '10.0.0.1',
      '172.31.0.1',
      '192.168.1.1',
      '100.64.0.1',
      '0.0.0.0',
      '::1',
      'fe80::1',
      '2002:a00:1::',
      'x',
    ];
    expect(within.filter(isPublicAddress)).toEqual([]);
    expect(['1.1.1.1', '172.32.0.1', '2a00:1450:4001::1'].filter((one) => !isPublicAddress(one))).toEqual([]);
  });
});
