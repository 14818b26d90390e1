import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { normaliseEmail } from '../../../sync/rules/address';
import type { ImportDefaults } from '../../../sync/rules/import';
import { plainWord, SOURCE_WORDS, type RowWords } from '../../../sync/rules/import-row';
import { toE164, type PhoneReader } from '../../../sync/rules/phone-e164';
import { firstNumber } from '../../../sync/rules/phone-parts';
import { plainDigits } from '../../../sync/rules/plain-digits';
import type { SignedInMember } from '../../lib/identity';
import { officeSettings } from '../settings/office-settings';
import { readColleagues, readCountries, type Colleague } from './office.store';

const LIBRARY: PhoneReader = { isSupportedCountry, parsePhoneNumberFromString } as PhoneReader;

/** Whom customers may be brought for: an admin for anybody, a manager for the team, an agent for themselves. */
export function mayBringFor(author: SignedInMember, owner: Pick<Colleague, 'id' | 'teamId'>): boolean {
  if (author.role === 'admin' || owner.id === author.id) return true;
  return author.role === 'manager' && author.teamId !== null && owner.teamId === author.teamId;
}

/** What words in a file of this person mean in this office. */
export async function wordsOfOffice(
  client: Parameters<typeof officeSettings>[0],
  author: SignedInMember,
  { phoneCountryId }: Pick<ImportDefaults, 'phoneCountryId'>,
): Promise<RowWords> {
  const countries = await readCountries(client);
  const colleagues = await readColleagues(client);
  const { stages, labels } = await officeSettings(client);
  const dialCodes = new Map(countries.map(({ id, dialCode }) => [id, dialCode]));
  return {
    countries: new Map(
      countries.flatMap(({ id, iso3, tr, en }) => [id, iso3, tr, en].map((word) => [plainWord(word), id] as const)),
    ),
    // What is archived is offered to nobody.
    stages: new Map(
      stages
        .filter(({ isArchived }) => !isArchived)
        .flatMap(({ id, nameTr, nameEn }) => [id, nameTr, nameEn].map((word) => [plainWord(word), id] as const)),
    ),
    labels: new Map(
      labels.filter(({ isArchived }) => !isArchived).map(({ id, name }) => [plainWord(name), id] as const),
    ),
    sources: SOURCE_WORDS,
    owners: ownersOf(author, colleagues),
    readPhone: (typed) => {
      if (firstNumber(plainDigits(typed)).beside === 'several') return 'several';
      const phone = toE164({ countryId: phoneCountryId, national: typed }, (id) => dialCodes.get(id) ?? '', LIBRARY);
      if (phone === '') return null;
      return { phone, isDoubtful: LIBRARY.parsePhoneNumberFromString(phone)?.isPossible() !== true };
    },
  };
}

function ownersOf(author: SignedInMember, colleagues: readonly Colleague[]): RowWords['owners'] {
  const owners = new Map<string, { id: string; isAllowed: boolean }>();
  const namesakes = new Set<string>();
  for (const one of colleagues) {
    const owner = { id: one.id, isAllowed: mayBringFor(author, one) };
    const name = plainWord(one.fullName);
    if (owners.has(name)) namesakes.add(name);
    owners.set(name, owner);
    owners.set(normaliseEmail(one.email), owner);
  }
  for (const name of namesakes) owners.delete(name);
  return owners;
}
