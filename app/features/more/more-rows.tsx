import { useLocation } from '@remix-run/react';
import {
  ArrowRightLeft,
  Bell,
  ChartColumn,
  CircleSlash,
  ClipboardCheck,
  FileCheck,
  FileText,
  FileUp,
  Filter,
  Globe2,
  Inbox,
  Keyboard,
  Mailbox,
  Paperclip,
  Megaphone,
  MessagesSquare,
  Settings,
  Users,
  UsersRound,
} from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useDatabase } from '../../database/database-context';
import { useSyncStatus } from '../../database/use-sync-status';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { isUnder } from '../../shell/more-places';
import { Avatar } from '../../ui/avatar';
import { Badge } from '../../ui/badge';
import { iconSize } from '../../ui/icon-size';
import { Panel, Row } from '../../ui/panel';
import { Particulars } from '../../ui/particulars';
import { useNowMs } from '../../ui/use-now';
import { useRequests } from '../appointments/approval/use-requests';

const ShortcutHelp = lazy(() => import('../../shell/shortcut-help'));

/** Who one is, and the ways to everything that is not needed every hour; the one that is open is marked. */
export default function MoreRows() {
  const t = useText();
  const formats = useFormats();
  const { me } = useDatabase();
  const { pathname } = useLocation();
  const asked = useRequests()?.filter(({ agentId }) => me.role !== 'agent' || agentId === me.memberId).length ?? 0;
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const { waiting, refused, lastSyncAt } = useSyncStatus();
  const nowMs = useNowMs();
  const lastSync =
    lastSyncAt === null
      ? t('shell.sync.never')
      : t('shell.sync.last', { when: formats.relativeTime(lastSyncAt, nowMs) });
  const place = (href: string, ...parts: readonly string[]) => ({
    href,
    isCurrent: [href, ...parts].some((one) => isUnder(pathname, one)),
  });
  return (
    <>
      <Panel isFlush>
        <Row
          icon={<Avatar name={me.fullName} />}
          title={<strong>{me.fullName}</strong>}
          detail={<Particulars texts={[t(`members.role.${me.role}`), me.email]} />}
        />
      </Panel>
      <Panel isFlush>
        <Row
          {...place('/outbox')}
          icon={<Inbox {...iconSize.row} />}
          title={t('more.outbox')}
          detail={lastSync}
          after={
            refused > 0 ? (
              <Badge tone="brick">{t('more.refused', { count: refused })}</Badge>
            ) : (
              waiting > 0 && <Badge tone="amber">{t('more.waiting', { count: waiting })}</Badge>
            )
          }
        />
        <Row
          {...place('/approvals')}
          icon={<ClipboardCheck {...iconSize.row} />}
          title={t('appointments.approval.title')}
          detail={t(me.role === 'agent' ? 'more.approvalsOwn' : 'more.approvals')}
          after={asked > 0 && <Badge tone="amber">{formats.number(asked)}</Badge>}
        />
        {me.role !== 'agent' && (
          <Row
            {...place('/handover')}
            icon={<ArrowRightLeft {...iconSize.row} />}
            title={t('appointments.handover.title')}
            detail={t('appointments.handover.todayDetail')}
          />
        )}
        <Row
          {...place('/deliveries', '/bulks')}
          icon={<Mailbox {...iconSize.row} />}
          title={t(me.role === 'agent' ? 'deliveries.own' : 'more.deliveries')}
          detail={t(me.role === 'agent' ? 'more.bulksDetail' : 'more.deliveriesDetail')}
        />
        {me.role !== 'agent' && (
          <>
            <Row
              {...place('/team-today')}
              icon={<Users {...iconSize.row} />}
              title={t('teamDay.title')}
              detail={t('teamDay.detail')}
            />
            <Row
              {...place('/reports')}
              icon={<ChartColumn {...iconSize.row} />}
              title={t('more.reports')}
              detail={t('more.reportsDetail')}
            />
            <Row
              {...place('/campaigns')}
              icon={<Megaphone {...iconSize.row} />}
              title={t('more.campaigns')}
              detail={t('more.campaignsDetail')}
            />
          </>
        )}
        <Row
          {...place('/segments')}
          icon={<Filter {...iconSize.row} />}
          title={t('more.segments')}
          detail={t('more.segmentsDetail')}
        />
        <Row
          {...place('/imports')}
          icon={<FileUp {...iconSize.row} />}
          title={t('more.imports')}
          detail={t('more.importsDetail')}
        />
        <Row
          {...place('/documents')}
          icon={<Paperclip {...iconSize.row} />}
          title={t('more.files')}
          detail={t('more.filesDetail')}
        />
        <Row
          {...place('/templates')}
          icon={<FileText {...iconSize.row} />}
          title={t('more.templates')}
          detail={t('more.templatesDetail')}
        />
        {me.role !== 'agent' && (
          <Row
            {...place('/suppressions')}
            icon={<CircleSlash {...iconSize.row} />}
            title={t('more.suppressions')}
            detail={t('more.suppressionsDetail')}
          />
        )}
        {me.role !== 'agent' && (
          <Row
            {...place('/iys')}
            icon={<FileCheck {...iconSize.row} />}
            title={t('more.iys')}
            detail={t('more.iysDetail')}
          />
        )}
        <Row
          {...place('/team')}
          icon={<UsersRound {...iconSize.row} />}
          title={t('more.team')}
          detail={t('more.teamDetail')}
        />
        {me.role === 'admin' && (
          <Row
            {...place('/lines')}
            icon={<MessagesSquare {...iconSize.row} />}
            title={t('lines.title')}
            detail={t('lines.moreDetail')}
          />
        )}
        <Row
          {...place('/countries')}
          icon={<Globe2 {...iconSize.row} />}
          title={t('more.countries')}
          detail={t('more.countriesDetail')}
        />
        <Row
          onPress={() => setIsHelpOpen(true)}
          icon={<Keyboard {...iconSize.row} />}
          title={t('more.keys')}
          detail={t('more.keysDetail')}
        />
        <Row
          {...place('/notifications')}
          icon={<Bell {...iconSize.row} />}
          title={t('notifications.title')}
          detail={t('notifications.detail')}
        />
        <Row
          {...place('/settings')}
          icon={<Settings {...iconSize.row} />}
          title={t('more.settings')}
          detail={t('more.settingsDetail')}
        />
      </Panel>
      {isHelpOpen && (
        <Suspense fallback={null}>
          <ShortcutHelp onClose={() => setIsHelpOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
