import type { MemberFields } from '../../../sync/collections/member';
import { Avatar } from '../../ui/avatar';
import type { Option } from '../../ui/select';

/** Members as they are offered in a list: by name, with their team below and their colour beside. */
export const memberOptions = (
  members: readonly Pick<MemberFields, 'id' | 'fullName' | 'teamName' | 'colour'>[],
): Option[] =>
  members.map(({ id, fullName, teamName, colour }) => ({
    id,
    label: fullName,
    detail: teamName,
    icon: <Avatar name={fullName} colour={colour} size="small" />,
  }));
