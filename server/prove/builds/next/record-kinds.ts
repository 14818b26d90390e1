/** In the place of app/records/record-kinds.ts. */
import { RECORD_KINDS as TODAY } from '../../../../app/records/record-kinds';
import type { RecordWords } from '../../../../app/records/record-kind';
import { moreOfCustomers } from './more-of-customers';
import { parcelRecord } from './parcels.record';

const { customers } = TODAY;
type WordsOf = typeof customers.wordsOf;

/** Whoever has a nickname is called by it wherever a record is named, so that today's screens read a new field too. */
const wordsOf: WordsOf = (document, customer, tools): RecordWords => {
  const { title, ...words } = customers.wordsOf(document, customer, tools);
  const nickname = (document as unknown as { nickname: string }).nickname.trim();
  return { ...words, title: nickname === '' ? title : `${title} (${nickname})` };
};

export const RECORD_KINDS = {
  ...TODAY,
  customers: { ...customers, wordsOf, fields: { ...customers.fields, ...moreOfCustomers.record } },
  parcels: parcelRecord,
};
