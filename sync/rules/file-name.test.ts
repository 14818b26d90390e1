import { describe, expect, it } from 'vitest';
import { cleanFileName, endingOf, MAX_FILE_NAME_LENGTH, nameWithEnding } from './file-name';

describe('a name', () => {
  it.each([
    ['Teklif 2026.pdf', 'Teklif 2026.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\a\\fatura.pdf', 'fatura.pdf'],
    ['fatura\u202egpj.exe', 'faturagpj.exe'],
    ['\u0000\u0007sıra\r\ndışı.txt', 'sıradışı.txt'],
    ['...', 'dosya'],
    ['', 'dosya'],
    ['con.txt', '_con.txt'],
    ['a<b>|?.png', 'a_b___.png'],
    ['  .gizli. ', 'gizli'],
  ])('%j is kept as %j', (given, kept) => {
    expect(cleanFileName(given)).toBe(kept);
  });

  it('that is clean stays as it is, however odd it was before', () => {
    const letters = ['a', '.', '/', '\\', ' ', '\u202e', '😀', '\ud83d', '\u0000', 'İ', ':', '_', '\u0301'];
    let seed = 7;
    const next = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let round = 0; round < 5_000; round += 1) {
      const given = Array.from({ length: next(200) }, () => letters[next(letters.length)]).join('');
      const once = cleanFileName(given);
      expect(cleanFileName(once)).toBe(once);
      expect(once.length).toBeGreaterThan(0);
      expect(once.length).toBeLessThanOrEqual(MAX_FILE_NAME_LENGTH);
      expect(once).not.toMatch(/[/\\\u0000-\u001f\u202e]/);
    }
  });

  it('keeps its ending when it is too long', () => {
    expect(cleanFileName(`${'a'.repeat(300)}.pdf`)).toMatch(/^a{116}\.pdf$/);
  });

  it('gets the ending of what it is', () => {
    expect(endingOf('FOTO.HEIC')).toBe('heic');
    expect(nameWithEnding('FOTO.HEIC', ['jpg', 'jpeg'])).toBe('FOTO.jpg');
    expect(nameWithEnding('foto.jpeg', ['jpg', 'jpeg'])).toBe('foto.jpeg');
    expect(nameWithEnding('fatura.exe', ['pdf'])).toBe('fatura.pdf');
    expect(nameWithEnding('fatura', ['pdf'])).toBe('fatura.pdf');
  });
});
