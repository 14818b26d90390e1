import type { MemberFields } from '../../sync/collections/member';
import { foldText } from '../../sync/rules/turkish-text';
import type { Random } from './random';
import { MEN, SURNAMES, WOMEN } from './turkish-people';

const JOINED_AT_MS = Date.UTC(2025, 0, 6, 6);

/** A member as the directory shows it to managers; agents of no team unless told. */
export function makeMember(random: Random, values: Partial<MemberFields> = {}): MemberFields {
  const fullName = values.fullName ?? `${random.pick([...WOMEN, ...MEN])} ${random.pick(SURNAMES)}`;
  return {
    id: random.uuid(JOINED_AT_MS),
    email: `${foldText(fullName).replace(/[^a-z]+/g, '.')}@saha.example`,
    role: 'agent',
    teamId: '',
    teamName: '',
    colour: random.between(0, 11),
    isActive: true,
    ...values,
    fullName,
  };
}
