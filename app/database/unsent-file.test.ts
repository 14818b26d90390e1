import { describe, expect, it } from 'vitest';
import type { UnsentWork } from '../../sync/protocol/unsent-work';
import { makeStamp } from '../../sync/rules/stamp';
import { newFileCode, openUnsentFile, sealUnsentWork } from './unsent-file';

const WORK: UnsentWork = {
  format: 'saha-unsent',
  version: 1,
  epoch: 'e',
  memberId: '01890000-0000-7000-8000-00000000000a',
  deviceId: 'aaaaaaa1',
  takenAtMs: 1_700_000_000_000,
  documents: [
    {
      collection: 'customers',
      row: {
        id: 'x1',
        seen: 0,
        patch: { notes: { seq: 1, stamp: makeStamp(5, 0, 'aaaaaaa1'), base: '', values: { notes: 'ğüşiöç İŞARET' } } },
      },
    },
  ],
};
const NOW = '2026-11-22T09:00:00.000Z';

describe('a file of unsent work', () => {
  it('opens with its code, however that is typed, and shows nothing without', async () => {
    const code = newFileCode();
    const text = await sealUnsentWork(WORK, code, NOW);
    expect(text).not.toContain('İŞARET');
    expect(JSON.parse(text)).toMatchObject({
      format: 'saha-unsent-file',
      version: 1,
      kdf: { name: 'PBKDF2', iterations: 600_000 },
      cipher: { name: 'AES-GCM' },
    });
    expect(await openUnsentFile(text, code)).toEqual(WORK);
    expect(await openUnsentFile(text, ` ${code.toUpperCase().replaceAll('-', ' ')} `)).toEqual(WORK);
    await expect(openUnsentFile(text, newFileCode())).rejects.toMatchObject({ code: 'work.wrongPassphrase' });
  });

  it('is called damaged when it is cut off, changed or something else', async () => {
    const text = await sealUnsentWork(WORK, 'kod', NOW);
    const file = JSON.parse(text) as Record<string, unknown> & { data: string };
    const changed = { ...file, data: `${file.data[0] === 'A' ? 'B' : 'A'}${file.data.slice(1)}` };
    const weaker = { ...file, kdf: { ...(file['kdf'] as object), iterations: 1 } };
    for (const damaged of [
      text.slice(0, -20),
      '',
      '{}',
      'PK',
      JSON.stringify(changed),
      JSON.stringify(weaker),
      JSON.stringify({ ...file, version: 2 }),
    ]) {
      await expect(openUnsentFile(damaged, 'kod')).rejects.toMatchObject({ code: 'work.damaged' });
    }
  });

  it('has another code every time, without letters that look alike', () => {
    const codes = new Set(Array.from({ length: 200 }, () => newFileCode()));
    expect(codes.size).toBe(200);
    for (const code of codes) expect(code).toMatch(/^[a-hjkmnp-wyz2-9]{5}(-[a-hjkmnp-wyz2-9]{5}){3}$/);
    // Bytes that would favour the first letters are passed over.
    expect(newFileCode((bytes) => bytes.map((_, at) => (at % 2 === 0 ? 255 : 1)))).toBe('bbbbb-bbbbb-bbbbb-bbbbb');
  });
});
