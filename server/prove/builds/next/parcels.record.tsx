import { Package } from 'lucide-react';
import type { RecordKind } from '../../../../app/records/record-kind';
import { lazyAhead } from '../../../../app/ui/lazy-ahead';

type Parcel = { readonly customerId: string; readonly createdAt: string; readonly label: string };
/** Today's names of nouns, by which records are typed, lack this one. */
const parcel = (document: object) => document as Parcel;
const hrefOf = (document: object) => `/customers/${parcel(document).customerId}?tab=timeline`;

export const parcelRecord = {
  collection: 'parcels',
  icon: Package,
  wordsOf: (document: object, customer: string) => ({
    title: `${customer} · ${parcel(document).label}`,
    href: hrefOf(document),
  }),
  fields: {
    customerId: { content: 'text', isSilent: true },
    createdAt: { content: 'instant', isSilent: true },
    label: { content: 'text', joins: true },
    weightGrams: { content: 'number' },
    carrier: { content: 'text' },
  },
  timeline: {
    sort: ['customerId', 'createdAt'],
    at: (document: object) => parcel(document).createdAt,
    isShown: () => true,
    endsSilence: false,
    group: () => 'files',
    Item: lazyAhead(() => Promise.resolve(({ document }: { document: object }) => <p>{parcel(document).label}</p>)),
    conflictWords: (document: object) => ({ title: parcel(document).label, href: hrefOf(document) }),
  },
} as unknown as RecordKind;
