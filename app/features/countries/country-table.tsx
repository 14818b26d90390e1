import { Link } from '@remix-run/react';
import { memo } from 'react';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { useScrollMemory } from '../../shell/use-scroll-memory';
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
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a part that scrolls must be reachable by keyboard
    <div ref={scroller} className={styles.scroller} role="region" aria-label={t('countries.title')} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('countries.column.name')}</th>
            <th scope="col">{t('countries.column.dialCode')}</th>
            <th scope="col" className={styles.code}>
              ISO-2
            </th>
            <th scope="col" className={styles.code}>
              ISO-3
            </th>
            <th scope="col" className={styles.code}>
              {t('countries.column.numeric')}
            </th>
            <th scope="col" className={styles.number}>
              {t('countries.column.customers')}
            </th>
          </tr>
        </thead>
        <tbody>
          {countries.map((country) => {
            const count = customers?.[country.id] ?? 0;
            return (
              <tr key={country.id}>
                <th scope="row">
                  <span className={styles.country}>
                    <CountryFlag id={country.id} className={styles.flag} />
                    <span className={styles.names}>
                      {country.name}
                      <span className={styles.codes}>{`${country.id} · ${country.iso3} · ${country.numeric}`}</span>
                    </span>
                  </span>
                </th>
                <td>{country.dialCode}</td>
                <td className={styles.code}>{country.id}</td>
                <td className={styles.code}>{country.iso3}</td>
                <td className={styles.code}>{country.numeric}</td>
                <td className={styles.number}>
                  {count > 0 && (
                    <Link
                      to={`/customers?country=${country.id}`}
                      className={styles.customers}
                      aria-label={t('countries.showCustomers', { country: country.name, count })}
                    >
                      {formats.number(count)}
                    </Link>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
});
