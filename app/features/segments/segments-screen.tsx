import { Filter, Plus } from 'lucide-react';
import { countConditions } from '../../../sync/rules/segment-conditions';
import { useDatabase } from '../../database/database-context';
import { useReceiving } from '../../database/use-sync-status';
import { useText } from '../../i18n/use-text';
import { Screen, Stack } from '../../shell/screen';
import { Badge } from '../../ui/badge';
import { LinkButton } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { iconSize } from '../../ui/icon-size';
import { Panel, Row } from '../../ui/panel';
import { Particulars } from '../../ui/particulars';
import { Skeleton } from '../../ui/skeleton';
import { RecordMark } from '../../shell/record-mark';
import { useMembers } from '../members/use-members';
import { useSegments } from './use-segments';

/** One's own segments and those of the team. */
export default function SegmentsScreen() {
  const t = useText();
  const { me } = useDatabase();
  const { byId } = useMembers();
  const { isReceiving, text } = useReceiving();
  const segments = useSegments();
  const add = (
    <LinkButton href="/segments/new" icon={<Plus {...iconSize.row} />}>
      {t('segments.new')}
    </LinkButton>
  );
  return (
    <Screen title={t('segments.title')} back="/more" actions={add}>
      <Stack>
        {segments === undefined && <Skeleton rows={5} />}
        {segments?.length === 0 && (
          <EmptyState
            illustration="search"
            title={t(isReceiving ? 'journey.receiving.title' : 'segments.none')}
            action={isReceiving ? undefined : add}
          >
            {t(isReceiving ? text : 'segments.noneText')}
          </EmptyState>
        )}
        {segments !== undefined && segments.length > 0 && (
          <Panel isFlush>
            {segments.map((segment) => (
              <Row
                key={segment.id}
                href={`/segments/${segment.id}`}
                icon={<Filter {...iconSize.row} />}
                title={segment.name}
                detail={
                  <Particulars
                    texts={[
                      t('segments.conditions', { count: countConditions(segment.rule) }),
                      t(segment.teamId === '' ? 'segments.own' : 'segments.shared'),
                      segment.createdBy === me.memberId ? '' : (byId.get(segment.createdBy)?.fullName ?? ''),
                    ]}
                  />
                }
                after={
                  <>
                    {segment.archivedAt !== '' && <Badge>{t('segments.archived')}</Badge>}
                    <RecordMark outbox={segment.outbox} conflicted={segment.conflicted} isQuiet />
                  </>
                }
              />
            ))}
          </Panel>
        )}
      </Stack>
    </Screen>
  );
}
