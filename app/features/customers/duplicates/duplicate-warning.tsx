import { UsersRound } from 'lucide-react';
import { Link } from 'react-aria-components';
import type { CustomerRow } from '../../../database/use-customer-rows';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { iconSize } from '../../../ui/icon-size';
import { useMembers } from '../../members/use-members';
import { customerName } from '../customer-name';
import styles from './duplicate-warning.module.css';
import { lastContactWords } from '../last-contact';
import { likenessOf } from './use-duplicates';

/** Who may be the same person. Warns and never blocks: people do share phones and names. */
export function DuplicateWarning({
  rows,
  person,
  onPick,
}: {
  rows: readonly CustomerRow[];
  person: { phone: string; email: string; firstName: string; lastName: string };
  /** Takes one of them instead of opening its card. */
  onPick?: (id: string) => void;
}) {
  const t = useText();
  const formats = useFormats();
  const { byId } = useMembers();
  return (
    <div role="status" className={styles.holder}>
      {rows.length > 0 && (
        <div className={styles.warning}>
          <p className={styles.title}>
            <UsersRound {...iconSize.row} />
            {t('customers.duplicate.title', { count: rows.length })}
          </p>
          <ul>
            {rows.map((row) => (
              <li key={row.id} className={styles.row}>
                <Link
                  {...(onPick === undefined ? { href: `/customers/${row.id}` } : { onPress: () => onPick(row.id) })}
                  className={styles.link}
                >
                  {customerName(row, t)}
                </Link>
                <span className={styles.why}>
                  {[
                    t(`customers.duplicate.${likenessOf(row, person)}`),
                    row.city,
                    byId.get(row.ownerId)?.fullName ?? '',
                    lastContactWords(row.lastContactAt, t, formats, Date.now()),
                  ]
                    .filter((part) => part !== '')
                    .join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
