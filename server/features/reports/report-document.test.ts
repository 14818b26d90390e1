/** The pages as a reader that knows nothing of us sees them: pdfjs-dist. */
import { getDocument, OPS, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { FIRST_SETTINGS } from '../../../sync/rules/settings';
import type { Facts } from './facts.store';
import { DEFINITIONS } from './measure-words';
import { renderPdf } from './render-pdf';
import type { Report } from './report';
import { reportPages } from './report-document';
import { groupsOf } from './report-groups';
import { STAGE_DEFINITIONS } from './stage-words';
import { trendOf } from './trend';

const LETTERS = 'ÇçĞğIıİiÖöŞşÜüÂâÎîÛû ₺ € – “ ” …';
const [SHORT_SIDE, LONG_SIDE, MARGIN] = [595.28, 841.89, 40];
/** Widths are rounded by the reader; nobody sees half a point. */
const SLACK = 0.75;
/** As long as names of people and places get. */
const PEOPLE = [
  'Muhammed Abdurrahman Karahasanoğulları-Çelikpençe',
  'Ayşe',
  'Ümmügülsüm Nur Şekerci',
  'Oğuz Kağan Işık',
];
const CITIES = ['Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch', 'Şile', 'Merkez/Kahramanmaraş', 'Ağrı'];
const [AT, LATER] = ['2026-08-05T09:00:00.000Z', '2026-08-19T11:30:00.000Z'];

/** A month in which everything happened that a report tells of, in great numbers. */
function greatReport(): Report {
  const many = <T>(count: number, of: (at: number) => T) => Array.from({ length: count }, (_, at) => of(at));
  const was = (at: number) => ({
    ...{
      id: `${at}`,
      customer: `${at}`,
      owner: `m${at % 4}`,
      team: '',
      source: ['fair', 'website', 'other'][at % 3] ?? '',
    },
  });
  const facts: Facts = {
    leads: many(1_204, (at) => ({
      ...{ ...was(at), country: ['TR', ''][at % 2] ?? '', city: CITIES[at % 4] ?? '', createdAt: AT },
      ...{ firstContactAt: at % 5 === 0 ? null : LATER, isReached: at % 5 !== 0, assumed: at % 100 === 0 },
    })),
    contacts: many(12_345, (at) => ({
      ...{ ...was(at), kind: at % 3 === 0 ? ('visit' as const) : ('call' as const), author: `m${at % 4}` },
      outcome: at % 4 === 0 ? 'no_answer' : 'reached',
    })),
    bookings: many(900, (at) => ({ ...was(at), kind: 'meeting', agent: `m${at % 4}`, createdAt: AT, startsAt: LATER })),
    outcomes: many(800, (at) => ({
      ...{ ...was(at), kind: ['meeting', 'video', 'phone'][at % 3] ?? '', agent: `m${at % 4}`, endsAt: LATER },
      ...{ status: ['held', 'no_show', 'cancelled', 'confirmed'][at % 4] ?? '', isReminded: at % 8 < 4 },
    })),
    moves: many(700, (at) => ({ ...was(at), from: 'new', to: ['won', 'lost', 'proposal'][at % 3] ?? '', days: at })),
    standing: many(50_000, (at) => ({ ...was(at), stage: ['new', 'won', 'lost'][at % 3] ?? '', country: 'TR' })),
    messages: many(5_000, (at) => ({
      ...{ ...was(at), direction: at % 2 === 0 ? ('in' as const) : ('out' as const), author: `m${at % 4}` },
    })),
    turns: many(500, (at) => ({ ...was(at), askedAt: AT, answeredAt: at % 4 === 0 ? null : LATER })),
    mailings: many(9_000, (at) => ({
      ...was(at),
      batch: `b${at % 3}`,
      state: ['delivered', 'bounced', 'unsubscribed'][at % 3] ?? '',
    })),
  };
  const { groups } = groupsOf(facts, {
    ...{ settings: FIRST_SETTINGS, teamId: null, days: many(31, (at) => `2026-08-${String(at + 1).padStart(2, '0')}`) },
    members: PEOPLE.map((name, at) => ({ id: `m${at}`, name, isAgent: true, teamId: '' })),
    countries: new Map([['TR', { tr: 'Türkiye', en: 'Türkiye' }]]),
    batches: new Map(many(3, (at) => [`b${at}`, { tr: `Sonbahar fırsatları ${at}`, en: `Autumn ${at}` }])),
    untilMs: Date.parse('2026-09-01'),
  });
  const withTargets = groups.map((group) => ({
    ...group,
    rows: group.rows.map((row) =>
      group.id === 'agents' || group.id === 'summary' ? { ...row, targets: { contacts: 10_000, won: 250 } } : row,
    ),
  }));
  const cells = groups[0]?.rows[0]?.cells ?? {};
  const months = many(12, (at) => ({
    month: at < 4 ? `2025-${at + 9}`.replace('-9', '-09') : `2026-0${at - 3}`,
    groups,
  }));
  const trend = trendOf(months);
  return {
    ...{ version: 1, month: '2026-08', teamId: null, teamName: '', officeName: LETTERS, zone: 'Europe/Istanbul' },
    ...{ isSoFar: false, madeAt: '2026-09-01T00:05:00.000Z', groups: withTargets, assumed: 12 },
    ...{ lastMonth: { month: '2026-07', cells }, lastYear: { month: '2025-08', cells } },
    attention: many(6, (at) => ({
      tr: `${at}. ${'Uzunca bir cümle; '.repeat(9)}`,
      en: `${at}. ${'Rather long. '.repeat(12)}`,
    })),
    definitions: { ...DEFINITIONS, ...STAGE_DEFINITIONS },
    ...(trend === undefined ? {} : { trend }),
  };
}

/** After a hyphen a line may end too. */
const BETWEEN = /[\s-]+/;
type Text = { readonly text: string; readonly x: number; readonly y: number; readonly right: number };
async function textsOf(page: PDFPageProxy): Promise<Text[]> {
  const { items } = await page.getTextContent();
  return items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [, , , , x = 0, y = 0] = item.transform as number[];
    return [{ text: item.str, x, y, right: x + item.width }];
  });
}
const pagesOf = async (document: PDFDocumentProxy) =>
  Promise.all(Array.from({ length: document.numPages }, (_, at) => document.getPage(at + 1)));
const read = (pdf: Buffer) => getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;

/** What runs over the margin, or over its neighbour on the line. */
function overfull(texts: readonly Text[], width: number): string[] {
  const found = texts
    .filter(({ x, right }) => x < MARGIN - SLACK || right > width - MARGIN + SLACK)
    .map(({ text, x, right }) => `"${text}" stands from ${x} to ${right} of ${width}`);
  for (const [at, one] of texts.entries())
    for (const other of texts.slice(at + 1))
      if (Math.abs(one.y - other.y) < 2 && one.x < other.right - SLACK && other.x < one.right - SLACK)
        found.push(`"${one.text}" runs into "${other.text}"`);
  return found;
}

/** How many glyphs a page has that its font does not: the first of a font stands for them. */
async function missingGlyphs(page: PDFPageProxy): Promise<number> {
  const { fnArray, argsArray } = await page.getOperatorList();
  let missing = 0;
  for (const [at, operator] of (fnArray as number[]).entries())
    if (operator === OPS.showText)
      for (const glyph of (argsArray as unknown[][][])[at]?.[0] ?? [])
        if (
          typeof glyph === 'object' &&
          glyph !== null &&
          (glyph as { originalCharCode?: number }).originalCharCode === 0
        )
          missing += 1;
  return missing;
}

describe.each(['tr', 'en'] as const)('the pages of a great month (%s)', async (language) => {
  const pdf = await renderPdf(reportPages(greatReport(), language));
  const raw = pdf.toString('latin1');

  it('are A4, numbered, with every letter and no glyph missing', async () => {
    const document = await read(pdf);
    const pages = await pagesOf(document);
    expect(pages.length).toBeGreaterThan(6);
    let all = '';
    for (const [at, page] of pages.entries()) {
      const [, , width = 0, height = 0] = page.view;
      expect([Math.min(width, height), Math.max(width, height)]).toEqual([
        expect.closeTo(SHORT_SIDE, 1),
        expect.closeTo(LONG_SIDE, 1),
      ]);
      const text = (await textsOf(page)).map((one) => one.text).join(' ');
      const number = `${at + 1} ${language === 'tr' ? '/' : 'of'} ${pages.length}`;
      expect(text.replace(/\s+/g, ' ')).toContain(`${language === 'tr' ? 'Sayfa' : 'Page'} ${number}`);
      expect(await missingGlyphs(page)).toBe(0);
      all += text;
    }
    // Targets are written like the figures that they stand beside.
    expect(all).toContain(language === 'tr' ? '10.000' : '10,000');
    expect(all).not.toContain('10000');
    for (const letter of LETTERS.replaceAll(' ', '')) expect(all).toContain(letter);
    await document.destroy();
  });

  it('run over no margin and into no neighbour', async () => {
    const document = await read(pdf);
    const found: string[] = [];
    for (const [at, page] of (await pagesOf(document)).entries())
      found.push(...overfull(await textsOf(page), page.view[2] ?? 0).map((what) => `page ${at + 1}: ${what}`));
    expect(found).toEqual([]);
    await document.destroy();
  });

  it('break no word of the heads of their tables', async () => {
    const document = await read(pdf);
    const pages = await Promise.all(
      (await pagesOf(document)).map(async (page) => (await textsOf(page)).flatMap(({ text }) => text.split(BETWEEN))),
    );
    const { groups, definitions } = greatReport();
    const broken: string[] = [];
    for (const { name, columns } of groups.slice(1)) {
      // The contents name every table too.
      const at = pages.findIndex((words, page) => page > 0 && words.join(' ').includes(name[language]));
      const there = new Set([...(pages[at] ?? []), ...(pages[at + 1] ?? [])]);
      for (const column of columns)
        for (const word of (definitions[column]?.name[language] ?? '').split(BETWEEN))
          if (!there.has(word)) broken.push(`${name[language]}: ${word}`);
    }
    expect(broken).toEqual([]);
    await document.destroy();
  });

  it('carry their fonts, say their language and title, and promise no tags', () => {
    const fonts = [...raw.matchAll(/\/BaseFont \/([A-Z]{6}\+)?(\S+)/g)];
    expect(fonts.length).toBeGreaterThan(0);
    for (const [, subset, name] of fonts)
      expect([subset, name]).toEqual([expect.stringMatching(/\+$/), expect.stringMatching(/^Inter/)]);
    expect(raw.match(/\/FontFile2? \d/g)?.length).toBe(2);
    expect(raw).toContain(`/Lang (${language})`);
    expect(raw).toContain('/DisplayDocTitle true');
    expect(raw).not.toMatch(/\/Marked true/);
  });

  it('have contents that lead where they say', async () => {
    const document = await read(pdf);
    const pages = await pagesOf(document);
    const outline = await document.getOutline();
    expect(outline.length).toBeGreaterThan(8);
    const contents = (await textsOf(pages[0]!))
      .map((one) => one.text)
      .join(' ')
      .replace(/\s+/g, ' ');
    for (const { title, dest } of outline) {
      const found = typeof dest === 'string' ? await document.getDestination(dest) : dest;
      const page = await document.getPageIndex(found![0] as never);
      expect(
        (await textsOf(pages[page]!))
          .map((one) => one.text)
          .join(' ')
          .replace(/\s+/g, ' '),
      ).toContain(title);
      expect(contents).toContain(`${title} ${page + 1}`);
    }
    await document.destroy();
  });
});

describe('the reader', () => {
  it('sees glyphs that no font has', async () => {
    const document = await read(
      await renderPdf({ definition: { content: ['漢'], defaultStyle: { font: 'Inter' } }, footer: '\t' }),
    );
    expect(await missingGlyphs(await document.getPage(1))).toBe(1);
    await document.destroy();
  });
  it('sees what runs over', () => {
    const line = { text: 'a', x: 40, y: 10, right: 100 };
    expect(overfull([line, { ...line, x: 90, right: 120 }], SHORT_SIDE)).toHaveLength(1);
    expect(overfull([line, { ...line, x: 101, right: 560 }], SHORT_SIDE)).toHaveLength(1);
    expect(overfull([line, { ...line, x: 101, right: 555 }], SHORT_SIDE)).toEqual([]);
  });
});
