/** What useDocuments is asked: RxDB's language of queries, of which screens know no more than these types. */
export type { MangoQuery as DocumentQuery, MangoQuerySelector as DocumentSelector } from 'rxdb';
