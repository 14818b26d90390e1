import { describe, expect, it } from 'vitest';
import { isCrossSite } from './request-facts';

describe('isCrossSite', () => {
  const own = 'https://saha.example';
  it('believes the browser first', () => {
    expect(isCrossSite('cross-site', own, 'saha.example', own)).toBe(true);
    expect(isCrossSite('same-site', own, 'saha.example', own)).toBe(true);
    expect(isCrossSite('same-origin', own, 'saha.example', own)).toBe(false);
    expect(isCrossSite('none', '', 'saha.example', own)).toBe(false);
  });
  it('compares origins where that is all there is', () => {
    expect(isCrossSite('', 'https://evil.example', 'saha.example', own)).toBe(true);
    expect(isCrossSite('', 'https://saha.example.evil.example', 'saha.example', own)).toBe(true);
    expect(isCrossSite('', 'null', 'saha.example', own)).toBe(true);
    expect(isCrossSite('', 'http://10.0.0.7:3000', '10.0.0.7:3000', own)).toBe(false);
    expect(isCrossSite('', own, 'inner:3000', own)).toBe(false);
    expect(isCrossSite('', '', 'saha.example', own)).toBe(false);
  });
  it('does not take a missing host for a match', () => {
    expect(isCrossSite('', 'file://', '', own)).toBe(true);
  });
});
