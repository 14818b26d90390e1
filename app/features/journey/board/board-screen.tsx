import { useSearchParams } from '@remix-run/react';
import { List } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { moveRefusal } from '../../../../sync/rules/board-move';
import { useDatabase } from '../../../database/database-context';
import { useFacetCounts } from '../../../database/use-customer-rows';
import { useReceiving } from '../../../database/use-sync-status';
import { useText } from '../../../i18n/use-text';
import { Screen } from '../../../shell/screen';
import { Board } from '../../../ui/board';
import { LinkButton } from '../../../ui/button';
import { iconSize } from '../../../ui/icon-size';
import { Select } from '../../../ui/select';
import { Skeleton } from '../../../ui/skeleton';
import { useMembers } from '../../members/use-members';
import { SegmentChips } from '../../segments/segment-chips';
import { SegmentGone } from '../../segments/segment-gone';
import { useIsSegmentGone, useSavedQuestion } from '../../segments/use-segments';
import { useAreSettingsRead } from '../../settings/settings-context';
import { useStages } from '../../settings/use-stages';
import styles from './board-screen.module.css';
import { StageColumn } from './stage-column';
import { useMoveCard } from './use-move-card';

const ANYBODY = 'anybody';

/** Every customer in the column of their stage; moving a card moves the customer, with or without a connection. */
export default function BoardScreen() {
  const t = useText();
  const { me } = useDatabase();
  const { isReceiving } = useReceiving();
  const { all: stages, stageOf, nameOf } = useStages();
  const areRead = useAreSettingsRead();
  const [params, setParams] = useSearchParams();
  const [segmentId, ownerId] = [params.get('segment') ?? '', params.get('agent') ?? ''];
  const segment = useSavedQuestion(segmentId);
  const isSegmentGone = useIsSegmentGone(segmentId);
  const filter = useMemo(
    () => ({ ownerIds: ownerId === '' ? [] : [ownerId], segmentId, segment }),
    [ownerId, segmentId, segment],
  );
  const put = (name: string, value: string) =>
    setParams(
      (before) => {
        if (value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  // What stands with customers and in no setting is a column as well.
  const counts = useFacetCounts()?.stages;
  const columns = useMemo(() => {
    const known = new Set(stages.map(({ id }) => id));
    const strange = Object.keys(counts ?? {}).filter((id) => !known.has(id) && (counts?.[id] ?? 0) > 0);
    return [...stages.map(({ id }) => id), ...strange].map((id) => ({ id, label: nameOf(id) }));
  }, [stages, counts, nameOf]);
  const places = useMemo(
    () => columns.filter(({ id }) => stageOf(id)?.isArchived === false || (counts?.[id] ?? 0) > 0),
    [columns, stageOf, counts],
  );
  const refusal = useCallback(
    (from: string, to: string) => {
      const reason = moveRefusal({ stage: from, deletedAt: '' }, to, stageOf(to));
      return reason === null ? null : t(`board.refused.${reason}`);
    },
    [stageOf, t],
  );
  const { move, question } = useMoveCard();
  const members = useMembers().all.filter((member) => member.isActive);
  return (
    <Screen
      title={t('board.title')}
      layout="full"
      back="/customers"
      actions={
        <LinkButton href="/customers" icon={<List {...iconSize.row} />}>
          {t('board.asList')}
        </LinkButton>
      }
    >
      <div className={styles.screen}>
        <div role="group" aria-label={t('customers.filters')} className={styles.filters}>
          {me.role !== 'agent' && (
            <Select
              label={t('customers.field.ownerId')}
              isLabelHidden
              value={ownerId === '' ? ANYBODY : ownerId}
              onChange={(id) => put('agent', id === ANYBODY ? '' : id)}
              options={[
                { id: ANYBODY, label: t('board.anybody') },
                ...members.map(({ id, fullName, teamName }) => ({ id, label: fullName, detail: teamName })),
              ]}
              className={styles.owner}
            />
          )}
          <SegmentChips chosen={segmentId} onChange={(id) => put('segment', id)} />
        </div>
        {isSegmentGone ? (
          <SegmentGone onClear={() => put('segment', '')} />
        ) : areRead ? (
          <Board label={t('board.title')} columns={places} refusal={refusal} onMove={move}>
            {columns.map(({ id }) => (
              <StageColumn key={id} stage={id} filter={filter} isReceiving={isReceiving} />
            ))}
          </Board>
        ) : (
          <Skeleton rows={8} />
        )}
      </div>
      {question}
    </Screen>
  );
}
