import { expect, it } from 'vitest';
import { isForRecipients } from './public-host';

const APART = { origin: 'https://saha.example', publicOrigin: 'https://posta.example' };
const BY_PORT = { origin: 'http://localhost:3000', publicOrigin: 'http://localhost:3001' };
const ONE = { origin: 'https://saha.example', publicOrigin: 'https://saha.example' };

it.each([
  ['posta.example', APART, true],
  ['POSTA.example', APART, true],
  ['posta.example:443', APART, true],
  ['posta.example:8443', APART, true],
  ['saha.example', APART, false],
  ['posta.example.evil.example', APART, false],
  ['192.168.1.5', APART, false],
  ['', APART, false],
  ['a b', APART, false],
  ['localhost:3001', BY_PORT, true],
  ['LOCALHOST:3001', BY_PORT, true],
  ['localhost:3000', BY_PORT, false],
  ['saha.example', ONE, false],
])('the host %j is for recipients alone, of %j: %s', (host, origins, isApart) => {
  expect(isForRecipients(host, origins)).toBe(isApart);
});
