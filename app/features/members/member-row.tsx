import {
  ArrowRightLeft,
  Ellipsis,
  KeyRound,
  PencilLine,
  TabletSmartphone,
  UserRoundCheck,
  UserRoundX,
} from 'lucide-react';
import type { MemberFields } from '../../../sync/collections/member';
import { useText } from '../../i18n/use-text';
import { Avatar } from '../../ui/avatar';
import { Badge } from '../../ui/badge';
import { Particulars } from '../../ui/particulars';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { Menu } from '../../ui/menu';
import type { MenuAction } from '../../ui/menu-overlay';
import { Row } from '../../ui/panel';
import type { MemberTask } from './administration';
import styles from './team-screen.module.css';

/** One person; with `onTask` what an admin can do about them. */
export function MemberRow({
  member,
  isMe,
  onTask,
}: {
  member: MemberFields;
  isMe: boolean;
  onTask?: (kind: MemberTask | 'customers') => void;
}) {
  const t = useText();
  const { fullName, email, role, isActive, colour } = member;
  const actions: MenuAction[] =
    onTask === undefined
      ? []
      : [
          {
            id: 'edit',
            label: t('members.edit'),
            icon: <PencilLine {...iconSize.row} />,
            onAction: () => onTask('edit'),
          },
          // One's own is changed in the settings: a new one ends this session too, and what covers the screen then
          // would stand over the password that is shown once.
          ...(isMe
            ? []
            : [
                {
                  id: 'reset',
                  label: t('members.resetPassword'),
                  icon: <KeyRound {...iconSize.row} />,
                  onAction: () => onTask('reset'),
                },
              ]),
          {
            id: 'devices',
            label: t('device.list.open'),
            icon: <TabletSmartphone {...iconSize.row} />,
            onAction: () => onTask('devices'),
          },
          // Also long after it was closed: who was left with nobody is handed over from here.
          ...(isActive
            ? []
            : [
                {
                  id: 'customers',
                  label: t('members.closed.customers'),
                  icon: <ArrowRightLeft {...iconSize.row} />,
                  onAction: () => onTask('customers'),
                },
              ]),
          isActive
            ? {
                id: 'close',
                label: t('members.close'),
                tone: 'danger',
                icon: <UserRoundX {...iconSize.row} />,
                onAction: () => onTask('close'),
              }
            : {
                id: 'reopen',
                label: t('members.reopen'),
                icon: <UserRoundCheck {...iconSize.row} />,
                onAction: () => onTask('reopen'),
              },
        ];
  return (
    <Row
      icon={<Avatar name={fullName} colour={isActive ? colour : undefined} />}
      title={<span className={isActive ? undefined : styles.closed}>{fullName}</span>}
      detail={<Particulars texts={[t(`members.role.${role}`), email ?? '']} />}
      after={
        <>
          {isMe && <Badge tone="accent">{t('members.you')}</Badge>}
          {actions.length > 0 && (
            <Menu
              label={t('members.actions', { name: fullName })}
              actions={actions}
              trigger={
                <IconButton label={t('members.actions', { name: fullName })} icon={<Ellipsis {...iconSize.row} />} />
              }
            />
          )}
        </>
      }
    />
  );
}
