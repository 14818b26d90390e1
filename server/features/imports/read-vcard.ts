/** Contacts as telephones and address books give them away (vCard, RFC 2426 and 6350): one row each. */
import ICAL from 'ical.js';
import { CodedError } from '../../lib/coded-error';
import { tableOf, type Table } from './table';

/** Headings that the columns are guessed from. */
const HEADINGS = ['Ad', 'Soyad', 'E-posta', 'Telefon', 'Telefon 2', 'Adres', 'Şehir', 'Ülke', 'Meslek', 'Notlar'];
/** 2.1 packs its letters in ways of its own. */
const VERSIONS = new Set(['3.0', '4.0']);

/** jCard (RFC 7095): name, parameters, type, values. */
type Property = readonly [string, unknown, string, ...unknown[]];
type Card = readonly [string, readonly Property[], unknown];

/** `line`: the number of the card. Throws import.unreadable, import.typeRefused, and what tableOf throws. */
export function readVcard(text: string): Table {
  const cards = parsed(text);
  const rows = cards.map((card, at) => ({ line: at + 1, cells: cellsOf(card) }));
  return tableOf('vcf', [{ line: 0, cells: HEADINGS }, ...rows]);
}

function parsed(text: string): readonly Card[] {
  let read: unknown;
  try {
    read = ICAL.parse(text);
  } catch (error) {
    // The library says everything that is wrong with a text by this one.
    if (!(error instanceof Error) || error.name !== 'ParserError') throw error;
    throw new CodedError('import.unreadable', { line: 0 });
  }
  // One card is given alone, several as a list.
  const all = (Array.isArray(read) && typeof read[0] === 'string' ? [read] : read) as readonly Card[];
  const cards = all.filter(([kind]) => kind === 'vcard');
  if (!cards.every((card) => VERSIONS.has(textsOf(card, 'version')[0] ?? '')))
    throw new CodedError('import.typeRefused');
  return cards;
}

function cellsOf(card: Card): string[] {
  const parts = (name: string): readonly unknown[] => {
    const value = card[1].find(([named]) => named === name)?.[3];
    return Array.isArray(value) ? value : [];
  };
  const [family = '', given = '', further = ''] = parts('n').map(textOf);
  const whole = textsOf(card, 'fn')[0] ?? '';
  const isNamed = `${family}${given}`.trim() !== '';
  const [, , street = '', city = '', , , country = ''] = parts('adr').map(textOf);
  const phones = textsOf(card, 'tel').map((phone) => phone.replace(/^tel:/i, ''));
  return [
    isNamed ? `${given} ${further}`.trim() : whole,
    isNamed ? family : '',
    textsOf(card, 'email')[0] ?? '',
    ...[phones[0] ?? '', phones[1] ?? ''],
    ...[street, city, country],
    textsOf(card, 'title')[0] ?? '',
    // What has no column of its own is kept where it can be read.
    [...textsOf(card, 'note'), ...phones.slice(2), ...textsOf(card, 'email').slice(1)].join('\n'),
  ];
}

const textsOf = ([, properties]: Card, name: string): string[] =>
  properties.flatMap(([named, , , value]) => (named === name ? [textOf(value)] : [])).filter((text) => text !== '');

/** A part may have several values. */
const textOf = (value: unknown): string => (Array.isArray(value) ? value.map(textOf).join(' ') : String(value)).trim();
