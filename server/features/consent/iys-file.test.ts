import { describe, expect, it } from 'vitest';
import { readIysFile, writeIysFile, type IysRow } from './iys-file';

const NOW = Date.UTC(2026, 10, 22, 9);
const row = (values: Partial<IysRow> = {}): IysRow => ({
  channel: 'sms',
  recipient: '+905321112233',
  recipientType: 'BIREYSEL',
  decision: 'given',
  source: 'HS_ISLAK_IMZA',
  occurredAt: '2026-11-20T14:00:05.000Z',
  ...values,
});
const HEAD = 'recipient,recipientType,type,status,source,consentDate';
const LINE = '+905321112233,BIREYSEL,MESAJ,RET,IYS_WEB,2026-11-20 17:00:05';
const codes = (text: string) => readIysFile(text, NOW).problems.map(({ line, code }) => [line, code]);

describe('a file for İYS', () => {
  it('is read as it was written', () => {
    const rows = [
      row(),
      row({ channel: 'email', recipient: 'şule@örnek.example', decision: 'withdrawn', recipientType: 'TACIR' }),
      row({ channel: 'call', recipient: '+4915112345678' }),
    ];
    const text = writeIysFile(rows);
    expect(text.split('\r\n')[1]).toBe('+905321112233,BIREYSEL,MESAJ,ONAY,HS_ISLAK_IMZA,2026-11-20 17:00:05');
    expect(readIysFile(text, NOW)).toEqual({ rows, problems: [] });
  });

  it('holds nothing that a table would run', () => {
    const hostile = ['=cmd|x@a.example', '-1+2@a.example', '@sum@a.example', '+a@a.example', '＝x@a.example'];
    const text = writeIysFile([...hostile.map((recipient) => row({ channel: 'email', recipient })), row()]);
    expect(text.trimEnd().split('\r\n')).toHaveLength(2);
  });
});

describe('a file of İYS', () => {
  it('may be written as its panel or a table writes it', () => {
    const panel = `\ufeffAlıcı;Alıcı Tipi;İzin Türü;İzin Durumu;İzin Kaynağı;İzin Tarihi\r\n${LINE.replaceAll(',', ';')}\r\n`;
    for (const text of [`${HEAD}\n${LINE}`, `${HEAD}\n\n${LINE}\n\n`, panel, `${HEAD}\n${LINE}`.replaceAll(',', '\t')])
      expect(readIysFile(text, NOW)).toEqual({
        rows: [row({ decision: 'withdrawn', source: 'IYS_WEB' })],
        problems: [],
      });
  });

  it('says of each wrong line what is wrong', () => {
    const wrong = [
      ['5321112233', 'recipient', '+905321112233'],
      ['BİREYSEL', 'recipientType', 'BIREYSEL'],
      ['SMS', 'type', 'MESAJ'],
      ['RED', 'status', 'RET'],
      ['x', 'source', 'IYS_WEB'],
      ['20.11.2026', 'consentDate', '2026-11-20 17:00:05'],
      ['2026-11-23 17:00:05', 'inFuture', '2026-11-20 17:00:05'],
    ] as const;
    const text = [HEAD, LINE, ...wrong.map(([bad, , good]) => LINE.replace(good, bad)), LINE].join('\n');
    expect(codes(text)).toEqual(wrong.map(([, code], at) => [at + 3, code]));
  });

  it('is refused as a whole where it is none', () => {
    expect(codes('')).toEqual([[0, 'empty']]);
    expect(codes(HEAD)).toEqual([[0, 'empty']]);
    expect(codes(`a,b\n${LINE}`)).toEqual([[1, 'columns']]);
    expect(codes(`${HEAD}\n"${LINE}`)[0]?.[1]).toBe('unreadable');
    expect(codes('x'.repeat(4_000_001))).toEqual([[0, 'tooLong']]);
    expect(codes(`${HEAD}\n${`${LINE}\n`.repeat(20_001)}`)).toEqual([[0, 'tooLong']]);
  });
});
