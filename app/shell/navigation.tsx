import { Link, useLocation } from '@remix-run/react';
import { CalendarDays, Ellipsis, MessagesSquare, Sun, UsersRound, type LucideIcon } from 'lucide-react';
import { useSyncStatus } from '../database/use-sync-status';
import { useText } from '../i18n/use-text';
import { classNames } from '../ui/class-names';
import { Logo } from '../ui/logo';
import { isUnder, MORE_PLACES } from './more-places';
import hidden from '../ui/visually-hidden.module.css';
import styles from './navigation.module.css';

type Place = { to: string; key: string; icon: LucideIcon; under: readonly string[] };

const PLACES: readonly Place[] = [
  { to: '/', key: 'shell.nav.today', icon: Sun, under: [] },
  { to: '/customers', key: 'shell.nav.customers', icon: UsersRound, under: ['/customers', '/board'] },
  { to: '/calendar', key: 'shell.nav.calendar', icon: CalendarDays, under: ['/calendar', '/appointments'] },
  { to: '/messages', key: 'shell.nav.messages', icon: MessagesSquare, under: ['/messages'] },
  {
    to: '/more',
    key: 'shell.nav.more',
    icon: Ellipsis,
    under: MORE_PLACES,
  },
];

/**
 * A rail beside the screen on tablets, tabs below it on phones: the same five places. `unread` counts what waits to be
 * read, `asked` what waits for a word.
 */
export function Navigation({ unread = 0, asked = 0 }: { unread?: number; asked?: number }) {
  const t = useText();
  const { pathname } = useLocation();
  const { refused, conflicted } = useSyncStatus();
  const attention = refused + conflicted;
  const count = (to: string) => (to === '/more' ? attention + asked : to === '/messages' ? unread : 0);
  const spoken = (to: string) =>
    to === '/more'
      ? [
          ...(attention > 0 ? [t('shell.nav.attention', { count: attention })] : []),
          ...(asked > 0 ? [t('shell.nav.asked', { count: asked })] : []),
        ].join(', ')
      : t('shell.nav.unread', { count: unread });
  return (
    <nav aria-label={t('shell.nav.label')} className={styles.nav}>
      <Link to="/" className={styles.mark} aria-label={t('shell.nav.home')} tabIndex={-1}>
        <Logo size={36} />
      </Link>
      <ul className={styles.places}>
        {PLACES.map(({ to, key, icon: Icon, under }) => {
          const isHere = to === pathname || under.some((prefix) => isUnder(pathname, prefix));
          return (
            <li key={to} className={styles.item}>
              <Link
                to={to}
                aria-current={isHere ? 'page' : undefined}
                className={classNames(styles.place, isHere && styles.here)}
              >
                <span className={styles.icon}>
                  <Icon size={22} strokeWidth={isHere ? 2.1 : 1.7} aria-hidden="true" />
                  {count(to) > 0 && (
                    <span
                      className={classNames(styles.badge, (to === '/messages' || attention === 0) && styles.calm)}
                      aria-hidden="true"
                    >
                      {count(to) > 99 ? '99+' : count(to)}
                    </span>
                  )}
                </span>
                {t(key)}
                {count(to) > 0 && <span className={hidden.visuallyHidden}>{spoken(to)}</span>}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
