import type { MemberFields } from '../../../sync/collections/member';
import type { Text } from '../../i18n/use-text';

/** Who looks after a customer; of somebody who does not work here any more it is said. */
export const agentWords = ({ fullName, isActive }: Pick<MemberFields, 'fullName' | 'isActive'>, t: Text): string =>
  isActive ? fullName : t('customers.owner.inactive', { name: fullName });
