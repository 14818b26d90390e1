import { describe, expect, it } from 'vitest';
import { deviceLabel } from './device-label';
import { createPasswordHasher } from './hash-password';
import { normaliseEmail } from './normalise-email';
import { requireStrongPassword } from './password-policy';
import { clearedSessionCookie, readSessionToken, sessionCookie } from './session-cookie';
import { hashSessionToken, isSessionToken, newSessionToken } from './session-token';
import { networkOf } from './sign-in-limits';

describe('requireStrongPassword', () => {
  const choose = (password: string) =>
    requireStrongPassword(password, {
      email: 'ayse.yilmaz@saha.example',
      fullName: 'Ayşe Yılmaz',
      officeWords: ['deniz-danismanlik', 'Karşıyaka Ekibi'],
    });
  it.each([
    'kısa',
    'dokuzkare',
    'password123',
    'Parola2026!',
    'Galatasaray1905',
    'fenerbahçe1907',
    'İstanbul34!!',
    '1234567890',
    '0987654321',
    'abcdefghijk',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'ayse.yilmaz@saha.example',
    'AyşeYılmaz1990',
    'qwertyuiop',
    'ş'.repeat(201),
    // the demo office's, which everybody knows
    'saha-demo-2026',
    'Saha Demo 2026',
    // names of the person and the office
    'Yılmaz-Ayşe1',
    'karşıyaka2024',
    'DenizDanışmanlık1',
    // of the commonest of ten characters and more
    '1q2w3e4r5t6y',
    'qwerty12345',
    'iloveyou123',
    'football123',
    'princess123',
    'michael1987',
    'p@ssw0rd123',
    'trustno1trustno1',
    'dragon2020!',
    '1234qwerasdf',
    'a1b2c3d4e5',
    'samsung1234',
    'sunshine12',
    'qazwsxedcrfv',
    'liverpool12',
  ])('refuses %s', async (password) => {
    await expect(choose(password)).rejects.toThrow('auth.weakPassword');
  });
  it.each([
    'bir-deniz-feneri',
    'çok güzel bir gün',
    'k7mpq-3xhdw-9fr4t',
    'Xy7!kd_02ab',
    'правильная лошадь',
    '五百円玉と青い自転車屋',
  ])('takes %s', async (password) => {
    await expect(choose(password)).resolves.toBeUndefined();
  });
});

describe('createPasswordHasher', () => {
  const hasher = createPasswordHasher({ memoryCost: 64, timeCost: 1 });

  it('makes argon2id with a salt of its own, and with 19 MiB and two passes unless told otherwise', async () => {
    const [one, two] = [await hasher.hash('bir-deniz-feneri'), await hasher.hash('bir-deniz-feneri')];
    expect(one).not.toBe(two);
    expect(await createPasswordHasher().hash('bir-deniz-feneri')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await hasher.check('bir-deniz-feneri', one)).toEqual({ matches: true, outdated: false });
    expect(await hasher.check('bir-deniz-fenerl', one)).toEqual({ matches: false, outdated: false });
    expect(await createPasswordHasher({ memoryCost: 128, timeCost: 1 }).check('bir-deniz-feneri', one)).toEqual({
      matches: true,
      outdated: true,
    });
  });

  it('never matches where nothing is stored, whatever is typed', async () => {
    expect(await hasher.check('nobody has this password', null)).toEqual({ matches: false, outdated: false });
  });

  it('refuses a flood instead of queueing it for minutes, and recovers', async () => {
    const stored = await hasher.hash('bir-deniz-feneri');
    const flood = await Promise.allSettled(Array.from({ length: 200 }, () => hasher.check('bir-deniz-feneri', stored)));
    const refused = flood.filter((result) => result.status === 'rejected');
    expect(refused.length).toBe(200 - 2 - 64);
    expect(refused.every(({ reason }) => (reason as Error).message === 'server.unavailable')).toBe(true);
    expect(await hasher.check('bir-deniz-feneri', stored)).toMatchObject({ matches: true });
  });
});

describe('session token and cookie', () => {
  it('go through a Cookie header and back', () => {
    const token = newSessionToken();
    expect(isSessionToken(token)).toBe(true);
    for (const secure of [false, true]) {
      const pair = sessionCookie(token, secure).split(';')[0]!;
      expect(readSessionToken(`theme=dark; ${pair}; x=y`, secure)).toBe(token);
      expect(readSessionToken(`x${pair}`, secure)).toBeNull();
      expect(readSessionToken(clearedSessionCookie(secure).split(';')[0]!, secure)).toBeNull();
    }
    expect(hashSessionToken(token)).toHaveLength(32);
  });
});

describe('normaliseEmail', () => {
  it.each([
    ['  Ayse@Saha.Example ', 'ayse@saha.example'],
    ['ISIL@SAHA.EXAMPLE', 'isil@saha.example'],
    ['ａyse@saha.example', 'ayse@saha.example'],
  ])('%s → %s', (typed, stored) => {
    expect(normaliseEmail(typed)).toBe(stored);
  });
});

describe('deviceLabel', () => {
  it.each([
    [
      'Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari · iPad',
    ],
    [
      'Mozilla/5.0 (Linux; Android 14; SM-X510) AppleWebKit/537.36 SamsungBrowser/26.0 Chrome/122.0 Safari/537.36',
      'Samsung Internet · Android',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0',
      'Edge · Windows',
    ],
    ['curl/8.5.0', ''],
  ])('%s', (userAgent, label) => {
    expect(deviceLabel(userAgent)).toBe(label);
  });
});

describe('networkOf', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('%s → %s', (ip, network) => {
    expect(networkOf(ip)).toBe(network);
  });
});
