import { countries } from '../../../sync/collections/country';
import type { NounReplication } from '../../lib/noun-replication';

export const countryReplication: NounReplication = {
  definition: countries,
  idType: 'text',
  columns: { iso3: 'text', numeric: 'text', nameTr: 'text', nameEn: 'text', dialCode: 'text', flag: 'text' },
};
