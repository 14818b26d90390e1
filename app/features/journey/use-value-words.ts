import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { useCountries } from '../countries/use-countries';
import { useMembers } from '../members/use-members';

/** Fields that have a name of their own on the card. */
const NAMED: ReadonlySet<string> = new Set([
  'firstName', 'lastName', 'phone', 'altPhone', 'email', 'countryId', 'city', 'address', 'occupation', 'language', 'source', 'stage', 'ownerId', 'sharedWith',
  'notes', 'managerNote', 'deletedAt',
]);
const CHOICES: ReadonlySet<string> = new Set(['stage', 'source', 'language']);
const INSTANTS: ReadonlySet<string> = new Set(['deletedAt', 'lastContactAt']);

/** Fields of a customer and what stands in them, as people say it. */
export function useValueWords(): { labelOf: (field: string) => string; wordsOf: (field: string, value: unknown) => string } {
  const t = useText();
  const formats = useFormats();
  const countries = useCountries();
  const { byId } = useMembers();
  const nameOf = (memberId: string) => byId.get(memberId)?.fullName ?? t('audit.unknownMember');
  return {
    labelOf: (field) => (NAMED.has(field) ? t(`customers.field.${field}`) : field === 'lastContactAt' ? t('audit.field.lastContactAt') : field),
    wordsOf(field, value) {
      if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return t('audit.nothing');
      if (field === 'sharedWith' && Array.isArray(value)) return value.map((id) => nameOf(String(id))).join(', ');
      if (typeof value !== 'string') return typeof value === 'object' ? JSON.stringify(value) : String(value as number | boolean);
      if (CHOICES.has(field)) return t(`customers.${field}.${value}`);
      if (INSTANTS.has(field)) return formats.dateTime(value);
      if (field === 'ownerId') return nameOf(value);
      if (field === 'countryId') return countries.find(({ id }) => id === value)?.name ?? value;
      return value;
    },
  };
}
