import { useNavigate } from '@remix-run/react';
import { CloudOff, Pencil, UserRoundPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { MemberFields } from '../../../sync/collections/member';
import { useDatabase } from '../../database/database-context';
import { useSyncStatus } from '../../database/use-sync-status';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Screen, Stack } from '../../shell/screen';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { Panel } from '../../ui/panel';
import { SearchField } from '../../ui/search-field';
import { Administration, type MemberTask, type Task } from './administration';
import { customersHref } from '../customers/customers-href';
import { MemberRow } from './member-row';
import { CLOSED, groupByTeam, type TeamGroup } from './team-groups';
import styles from './team-screen.module.css';
import { useMembers } from './use-members';

/** Who works here: for everybody, without network too. Admins change it, at the office. */
export default function TeamScreen() {
  const t = useText();
  const { locale } = useFormats();
  const navigate = useNavigate();
  const { me } = useDatabase();
  const { connection } = useSyncStatus();
  const { all } = useMembers();
  const [search, setSearch] = useState('');
  const [task, setTask] = useState<Task | null>(null);
  const groups = useMemo(() => groupByTeam(all, search, new Intl.Collator(locale).compare), [all, search, locale]);
  const active = all.filter((member) => member.isActive).length;
  const isAdmin = me.role === 'admin';
  const isOffline = connection === 'offline';
  const nameOf = ({ key, teamName }: TeamGroup) =>
    key === CLOSED ? t('members.closed') : key === '' ? t('members.noTeam') : teamName;
  const assign = (member: MemberFields) => (kind: MemberTask | 'customers') =>
    kind === 'customers' ? navigate(customersHref(member.id)) : setTask({ kind, member });
  const renaming = ({ key, teamName }: TeamGroup) =>
    isAdmin &&
    !isOffline &&
    key !== '' &&
    key !== CLOSED && (
      <IconButton
        label={t('members.team.rename', { team: teamName })}
        icon={<Pencil {...iconSize.small} />}
        className={styles.rename}
        onPress={() => setTask({ kind: 'renameTeam', team: { id: key, name: teamName } })}
      />
    );
  return (
    <Screen
      title={t('members.title')}
      subtitle={all.length > 0 ? t('members.count', { count: active }) : undefined}
      back="/more"
      actions={
        isAdmin && (
          <Button
            variant="primary"
            isDisabled={isOffline}
            icon={<UserRoundPlus {...iconSize.row} />}
            onPress={() => setTask({ kind: 'add' })}
          >
            {t('members.add')}
          </Button>
        )
      }
    >
      {all.length === 0 ? (
        <EmptyState illustration="people" title={t('members.none.title')}>
          {t('members.none.text')}
        </EmptyState>
      ) : (
        <Stack>
          {isAdmin && isOffline && (
            <p className={styles.offline}>
              <CloudOff {...iconSize.row} />
              {t('members.needsOffice')}
            </p>
          )}
          <SearchField label={t('members.search')} value={search} onChange={setSearch} />
          {groups.length === 0 && (
            <EmptyState illustration="search" title={t('members.notFound')}>
              {t('members.notFoundText')}
            </EmptyState>
          )}
          {groups.map((group) => (
            <Panel key={group.key} title={nameOf(group)} action={renaming(group)} isFlush>
              {group.members.map((member) => (
                <MemberRow
                  key={member.id}
                  member={member}
                  isMe={member.id === me.memberId}
                  onTask={isAdmin && !isOffline ? assign(member) : undefined}
                />
              ))}
            </Panel>
          ))}
        </Stack>
      )}
      {isAdmin && <Administration task={task} onTask={setTask} />}
    </Screen>
  );
}
