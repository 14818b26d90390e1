import { memo } from 'react';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { useScrollMemory } from '../../shell/use-scroll-memory';
import { CellLink, DataTable, type DataColumn } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { CountryFlag } from './country-flag';
import styles from './countries-screen.module.css';
import type { Country } from './country-names';

/** `customers` is null while nobody has counted them. */
export const CountryTable = memo(function CountryTable({
  countries,
  customers,
}: {
  countries: readonly Country[];
  customers: Readonly<Record<string, number>> | null;
}) {
  const t = useText();
  const formats = useFormats();
  const scroller = useScrollMemory<HTMLDivElement>('countries');
  const code = (column: 'id' | 'iso3' | 'numeric', head: string): DataColumn<Country> => ({
    id: column,
    head,
    align: 'start',
    isWideOnly: true,
    cell: (country) => <span className={styles.code}>{country[column]}</span>,
  });
  return (
    <DataTable
      label={t('countries.title')}
      fills={scroller}
      density="compact"
      className={styles.table}
      rows={countries}
      keyOf={({ id }) => id}
      empty={<EmptyState title={t('countries.none')}>{t('countries.noneHint')}</EmptyState>}
      columns={[
        {
          id: 'name',
          head: t('countries.column.name'),
          cell: (country) => (
            <span className={styles.country}>
              <CountryFlag id={country.id} className={styles.flag} />
              <span className={styles.names}>
                {country.name}
                <span className={styles.codes}>{`${country.id} · ${country.iso3} · ${country.numeric}`}</span>
              </span>
            </span>
          ),
        },
        {
          id: 'dialCode',
          head: t('countries.column.dialCode'),
          align: 'start',
          cell: ({ dialCode }) => dialCode,
        },
        code('id', 'ISO-2'),
        code('iso3', 'ISO-3'),
        code('numeric', t('countries.column.numeric')),
        {
          id: 'customers',
          head: t('countries.column.customers'),
          cell: ({ id, name }) => {
            const count = customers?.[id] ?? 0;
            return (
              count > 0 && (
                <CellLink
                  href={`/customers?country=${id}`}
                  label={t('countries.showCustomers', { country: name, count })}
                >
                  {formats.number(count)}
                </CellLink>
              )
            );
          },
        },
      ]}
    />
  );
});
