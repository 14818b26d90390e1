import { describe, expect, it } from 'vitest';
import { parseRemembered } from './identity-store';
import { nextAddress, signInAddress } from './next-address';

const identity = { memberId: 'm1', fullName: 'Işıl Öztürk', email: 'isil@saha.example', role: 'agent', teamId: '' };

describe('parseRemembered', () => {
  it('reads who the device works for and whether the office ended the session', () => {
    expect(parseRemembered(JSON.stringify(identity))).toEqual({ identity, isEnded: false });
    expect(parseRemembered(JSON.stringify({ ...identity, isEnded: true }))).toEqual({ identity, isEnded: true });
  });
  it.each([null, '', 'null', '{', '[]', '{"memberId":"m1"}', JSON.stringify({ ...identity, role: 'owner' })])(
    'takes %s for nobody',
    (text) => {
      expect(parseRemembered(text)).toBeNull();
    },
  );
});

describe('where to go after signing in', () => {
  it('is where the person wanted to go', () => {
    const address = signInAddress({ pathname: '/customers/1', search: '?q=a&sort=name' });
    expect(nextAddress(address.slice('/sign-in'.length))).toBe('/customers/1?q=a&sort=name');
    expect(signInAddress({ pathname: '/', search: '' })).toBe('/sign-in');
  });
  it.each([
    '',
    '?next=https://evil.example',
    '?next=//evil.example',
    '?next=/%5Cevil.example',
    '?next=javascript:alert(1)',
    '?next=/sign-in?next=/',
  ])('is the first screen for %s', (search) => {
    expect(nextAddress(search)).toBe('/');
  });
});
