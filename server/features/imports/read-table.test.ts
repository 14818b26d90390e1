/** Tables as programs write them: letters, delimiters, numbers, and what is no table. */
import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { MAX_IMPORT_ROWS } from '../../../sync/rules/import';
import { readTable } from './read-table';
import { readTableApart } from './table-thread';

const utf8 = (text: string) => new TextEncoder().encode(text);
const FILE = 'Ad;Soyad;Şehir\r\nÇağrı;Öğüt;İzmir\r\nIşık;Şen;"Ağrı; merkez"\r\n';
const ROWS = [
  ['Çağrı', 'Öğüt', 'İzmir'],
  ['Işık', 'Şen', 'Ağrı; merkez'],
];
const cellsOf = async (bytes: Uint8Array) => (await readTable(bytes)).rows.map(({ cells }) => cells);
/** Of Windows-1254 the letters of the sample that are not those of ISO 8859-1. */
const TURKISH: Readonly<Record<string, number>> = { Ğ: 0xd0, İ: 0xdd, Ş: 0xde, ğ: 0xf0, ı: 0xfd, ş: 0xfe };
const windows1254 = (text: string) =>
  Uint8Array.from([...text].map((letter) => TURKISH[letter] ?? letter.charCodeAt(0)));
const utf16 = (text: string, isBig: boolean, hasMark: boolean) => {
  const bytes = Buffer.from(`${hasMark ? '\ufeff' : ''}${text}`, 'utf16le');
  return new Uint8Array(isBig ? bytes.swap16() : bytes);
};

describe('text', () => {
  it.each([
    ['UTF-8', utf8(FILE)],
    ['UTF-8 with its mark', utf8(`\ufeff${FILE}`)],
    ['Windows-1254', windows1254(FILE)],
    ['UTF-16 of Excel', utf16(FILE, false, true)],
    ['UTF-16, big end first', utf16(FILE, true, true)],
    ['UTF-16 without its mark', utf16(FILE, false, false)],
    ['commas', utf8('Ad,Soyad,Şehir\nÇağrı,Öğüt,İzmir\nIşık,Şen,"Ağrı; merkez"\n')],
    ['tabs', utf8('Ad\tSoyad\tŞehir\nÇağrı\tÖğüt\tİzmir\nIşık\tŞen\tAğrı; merkez\n')],
    ['its own word for it', utf8(`sep=;\r\n${FILE}`)],
    ['blank lines', utf8(`\r\n${FILE}\r\n;;\r\n`)],
  ])('is read: %s', async (_, bytes) => {
    expect(await cellsOf(bytes)).toEqual(ROWS);
  });

  it('has its rows where they stand in the file, and no heading where there is none', async () => {
    const table = await readTable(utf8('Ad,E-posta\nA,a@ornek.example\n\n\nB,b@ornek.example\n'));
    expect(table.rows.map(({ line }) => line)).toEqual([2, 5]);
    const bare = await readTable(utf8('A,a@ornek.example\nB,b@ornek.example\n'));
    expect(bare).toMatchObject({ headers: ['', ''], rows: [{ line: 1 }, { line: 2 }] });
  });

  it.each([
    ['one after the other', 'Ad,Not\nA,x\nB,y\nC,z\n', [2, 3, 4]],
    ['a cell of several lines, as Excel writes it', 'Ad,Not\r\nA,"bir\niki\nüç"\r\nB,y\r\nC,z\r\n', [2, 3, 4]],
    ['all breaks alike', 'Ad,Not\nA,"bir\niki\nüç"\nB,"bir\n\niki"\nC,z', [2, 3, 4]],
    ['a heading of two lines', '"Ad","Not\n(iç)"\nA,x\nB,y\n', [2, 3]],
    ['blank lines', '\nAd,Not\n\nA,"bir\niki"\n\n\nB,y\n', [4, 7]],
    ['rows of empty cells', 'Ad,Not\n,\nA,x\n"\n",\nB,y\n,\n', [3, 5]],
    ['a word about commas that no spreadsheet shows', 'sep=,\nAd,Not\nA,x\n\nB,y\n', [2, 4]],
  ])('numbers rows as a spreadsheet does: %s', async (_, text, lines) => {
    expect((await readTable(utf8(text))).rows.map(({ line }) => line)).toEqual(lines);
  });

  it('keeps commas within cells of a file that is parted by semicolons', async () => {
    expect(await cellsOf(utf8('Ad;Adres\nA;Çiçek Sk. 3, Daire 4, Ankara\nB;Gül Sk. 1, Ankara\n'))).toEqual([
      ['A', 'Çiçek Sk. 3, Daire 4, Ankara'],
      ['B', 'Gül Sk. 1, Ankara'],
    ]);
  });

  it.each([
    ['import.empty', utf8('')],
    ['import.empty', utf8('\n ; ;\n')],
    ['import.empty', utf8('Ad;Soyad\n')],
    ['import.typeRefused', utf8('%PDF-1.7 …')],
    ['import.typeRefused', Uint8Array.from([1, 0, 0, 0, 2, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75])],
    ['import.unreadable', utf8('Ad,Not\nA,"açık kaldı\nB,x\n')],
    [
      'import.tooManyColumns',
      utf8(`${Array.from({ length: 101 }, (_, at) => `s${at}`).join(',')}\n${'x,'.repeat(101)}x\n`),
    ],
    ['import.cellTooLong', utf8(`Ad,Not\nA,${'x'.repeat(20_001)}\n`)],
    ['import.tooManyRows', utf8(`Ad\n${'A\n'.repeat(MAX_IMPORT_ROWS + 1)}`)],
  ])('is refused as %s', async (code, bytes) => {
    await expect(readTable(bytes)).rejects.toMatchObject({ code });
  });

  it('may have as many rows as are taken', async () => {
    expect((await readTable(utf8(`Ad\n${'A\n'.repeat(MAX_IMPORT_ROWS)}`))).rows).toHaveLength(MAX_IMPORT_ROWS);
  });
});

describe('contacts', () => {
  const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');
  it('are rows, with what has no column of its own among the notes', async () => {
    const table = await readTable(
      utf8(
        card(
          'VERSION:3.0',
          'N:Işık;Ayşe;Nur;;',
          'FN:Ayşe Nur Işık',
          'item1.TEL;TYPE=CELL:0532 111 22 33',
          'TEL:0212 000 00 00',
          'TEL:0216 000 00 00',
          'EMAIL:ayse@ornek.example',
          'ADR:;;Çiçek Sk. 3;İzmir;;35000;Türkiye',
          'NOTE:bir\\niki',
        ) + card('VERSION:4.0', 'FN:Can', 'TEL;VALUE=uri:tel:+905551112233'),
      ),
    );
    expect(table.format).toBe('vcf');
    expect(table.rows.map(({ line }) => line)).toEqual([1, 2]);
    expect(table.rows.map(({ cells }) => cells)).toEqual([
      [
        ...['Ayşe Nur', 'Işık', 'ayse@ornek.example', '0532 111 22 33', '0212 000 00 00', 'Çiçek Sk. 3', 'İzmir'],
        ...['Türkiye', '', 'bir\niki\n0216 000 00 00'],
      ],
      ['Can', '', '', '+905551112233'],
    ]);
  });

  it.each([
    ['import.typeRefused', card('VERSION:2.1', 'N;ENCODING=QUOTED-PRINTABLE:=C3=87;A')],
    ['import.unreadable', 'BEGIN:VCARD\r\nFN'],
  ])('are refused as %s', async (code, text) => {
    await expect(readTable(utf8(text))).rejects.toMatchObject({ code });
  });
});

describe('a workbook', () => {
  const book = async (rows: unknown[][]) =>
    new Uint8Array(await writeXlsxFile(rows.map((row) => row.map((value) => ({ value }) as never))).toBuffer());

  it('has digits as they are, and days as days', async () => {
    const bytes = await book([
      ['Ad', 'Telefon', 'Gün'],
      ['Çağrı', 5321234567, null],
      ['Işık', '0532 123 45 67', true],
    ]);
    expect(await cellsOf(bytes)).toEqual([
      ['Çağrı', '5321234567'],
      ['Işık', '0532 123 45 67', 'true'],
    ]);
  });

  it('is refused where it is none, or says it would fill the office', async () => {
    const bytes = await book([['Ad'], ['A']]);
    await expect(readTable(bytes.slice(0, 300))).rejects.toMatchObject({ code: 'import.unreadable' });
    // The list of contents says how much there is of each part.
    const bomb = bytes.slice();
    const view = new DataView(bomb.buffer);
    for (let at = 0; at + 30 < bomb.length; at += 1)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 0x7fffffff, true);
    await expect(readTable(bomb)).rejects.toMatchObject({ code: 'import.tooLarge' });
  });

  it('and text are read alike in a thread of their own', { timeout: 60_000 }, async () => {
    const bytes = await book([['Ad'], ['Çağrı']]);
    expect((await readTableApart(bytes)).rows).toEqual([{ line: 2, cells: ['Çağrı'] }]);
    await expect(readTableApart(utf8('%PDF-'))).rejects.toMatchObject({ code: 'import.typeRefused' });
  });
});
