import { expect, it } from 'vitest';
import { isOwnHost } from './own-host';

it.each([
  ['saha.example', true],
  ['saha.example:443', true],
  ['SAHA.example', true],
  ['saha.example:8443', true],
  ['localhost:3000', true],
  ['127.0.0.1:3000', true],
  ['192.168.1.5', true],
  ['[::1]:3000', true],
  ['', true],
  ['evil.example', false],
  ['saha.example.evil.example', false],
  ['evil.example@saha.example', false],
  ['saha.example/evil', false],
  ['x', false],
  ['a b', false],
  ['[::1', false],
])('the host %j is ours: %s', (host, isOurs) => {
  expect(isOwnHost(host, 'https://saha.example')).toBe(isOurs);
});
