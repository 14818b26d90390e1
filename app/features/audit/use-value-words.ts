import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { useCountries } from '../countries/use-countries';
import { useMembers } from '../members/use-members';

export type AuditedCollection = 'customers' | 'appointments';

/** Fields that have a name of their own on the record; the others have one here. */
const NAMED: Readonly<Record<AuditedCollection, ReadonlySet<string>>> = {
  customers: new Set([
    'firstName',
    'lastName',
    'phone',
    'altPhone',
    'email',
    'countryId',
    'city',
    'address',
    'occupation',
    'language',
    'source',
    'stage',
    'ownerId',
    'sharedWith',
    'notes',
    'managerNote',
    'deletedAt',
  ]),
  appointments: new Set(['kind', 'title', 'location', 'notes', 'cancelReason']),
};
const NAMED_HERE: ReadonlySet<string> = new Set([
  'lastContactAt',
  'agentId',
  'startsAt',
  'endsAt',
  'zone',
  'status',
  'deletedAt',
]);
const CHOICES: Readonly<Record<AuditedCollection, ReadonlySet<string>>> = {
  customers: new Set(['stage', 'source', 'language']),
  appointments: new Set(['kind', 'status']),
};
const INSTANTS: ReadonlySet<string> = new Set(['deletedAt', 'lastContactAt', 'startsAt', 'endsAt']);
const MEMBERS: ReadonlySet<string> = new Set(['ownerId', 'agentId']);

/** Fields of a record and what stands in them, as people say it. */
export function useValueWords(collection: AuditedCollection): {
  labelOf: (field: string) => string;
  wordsOf: (field: string, value: unknown) => string;
} {
  const t = useText();
  const formats = useFormats();
  const countries = useCountries();
  const { byId } = useMembers();
  const nameOf = (memberId: string) => byId.get(memberId)?.fullName ?? t('audit.unknownMember');
  return {
    labelOf: (field) =>
      NAMED[collection].has(field)
        ? t(`${collection}.field.${field}`)
        : NAMED_HERE.has(field)
          ? t(`audit.field.${field}`)
          : field,
    wordsOf(field, value) {
      if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
        return t('audit.nothing');
      if (field === 'sharedWith' && Array.isArray(value)) return value.map((id) => nameOf(String(id))).join(', ');
      if (typeof value !== 'string')
        return typeof value === 'object' ? JSON.stringify(value) : String(value as number | boolean);
      if (CHOICES[collection].has(field)) return t(`${collection}.${field}.${value}`);
      if (INSTANTS.has(field)) return formats.dateTime(value);
      if (MEMBERS.has(field)) return nameOf(value);
      if (field === 'countryId') return countries.find(({ id }) => id === value)?.name ?? value;
      return value;
    },
  };
}
