import { CircleCheck, Download, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { ROW_OUTCOMES } from '../../../sync/rules/import';
import { api } from '../../api/client';
import { useAct } from '../../api/use-act';
import { useDatabase } from '../../database/database-context';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { ToggleChip } from '../../ui/chip';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { iconSize } from '../../ui/icon-size';
import { Panel } from '../../ui/panel';
import { ChangedFields } from './changed-fields';
import { ImportProgress } from './import-progress';
import { isMoving, sumOf, type ShownImport } from './import-words';
import styles from './imports.module.css';
import { OutcomeChips } from './outcome-chips';
import { RowList, type RowChoice } from './row-list';
import { StartDialog } from './start-dialog';
import { useNotTaken } from './use-not-taken';

const REVERTED = ['removed', 'restored', 'kept'] as const;

/** What is written and what is not, the way to the rows that were not taken, and the way back. */
export function ResultPane({ shown, onChanged }: { shown: ShownImport; onChanged: () => void }) {
  const t = useText();
  const formats = useFormats();
  const { me } = useDatabase();
  const { import: one, counts, toTake, rowsKeptUntil } = shown;
  const { id, state } = one;
  const isMine = one.createdBy === me.memberId;
  const { isPending, act } = useAct();
  const [asked, setAsked] = useState<'start' | 'revert' | null>(null);
  const isBack = state === 'reverting' || state === 'reverted';
  const areGone = one.rowsGoneAt !== null;
  const takeAway = useNotTaken(one);
  const { done } = sumOf(counts, ...ROW_OUTCOMES);
  const notTaken = one.rowCount - done;
  const backSoFar = REVERTED.reduce((sum, each) => sum + (counts.reverted[each] ?? 0), 0);
  const steer = (work: () => Promise<unknown>) =>
    act(async () => {
      await work();
      onChanged();
      return null;
    }).then(() => setAsked(null));
  return (
    <>
      <Panel
        title={t(`imports.state.${state}`)}
        action={
          <span className={styles.buttons}>
            {state === 'running' && (
              <Button isPending={isPending} onPress={() => void steer(() => api.imports.stop.mutate({ id }))}>
                {t('imports.stop')}
              </Button>
            )}
            {isMine && (state === 'stopped' || state === 'done') && toTake > 0 && !areGone && (
              <Button variant="primary" onPress={() => setAsked('start')}>
                {t('imports.goOn', { count: toTake })}
              </Button>
            )}
            {!isMoving(state) && notTaken > 0 && !areGone && (
              <Button icon={<Download {...iconSize.small} />} isDisabled={isPending} onPress={() => void act(takeAway)}>
                {t('imports.download', { count: notTaken })}
              </Button>
            )}
            {(state === 'stopped' || state === 'done') && done > 0 && !areGone && (
              <Button variant="quietDanger" icon={<Undo2 {...iconSize.small} />} onPress={() => setAsked('revert')}>
                {t('imports.revert')}
              </Button>
            )}
          </span>
        }
      >
        <div className={styles.form}>
          {state === 'running' && (
            <ImportProgress done={done} count={done + toTake}>
              {t('imports.runningText')}
            </ImportProgress>
          )}
          {state === 'reverting' && <ImportProgress done={backSoFar} count={Math.max(done, backSoFar)} />}
          {state === 'stopped' && <p>{t(`imports.stopped.${one.reason === '' ? 'byPerson' : one.reason}`)}</p>}
          {!isBack && !isMoving(state) && (
            <p className={styles.good}>
              <CircleCheck {...iconSize.row} />
              {t('imports.result', { made: sumOf(counts, 'new').done, changed: sumOf(counts, 'changed').done })}
            </p>
          )}
          {state === 'reverted' && (
            <p className={styles.good}>
              <CircleCheck {...iconSize.row} />
              {t('imports.revertResult', {
                removed: counts.reverted['removed'] ?? 0,
                restored: counts.reverted['restored'] ?? 0,
                kept: counts.reverted['kept'] ?? 0,
              })}
            </p>
          )}
          {!isBack && !isMoving(state) && <ChangedFields counts={counts} isOver />}
          {rowsKeptUntil !== null && (
            <p className={styles.note}>
              {t(isBack ? 'imports.rowsUntil' : 'imports.keptUntil', { when: formats.date(rowsKeptUntil) })}
            </p>
          )}
          {areGone && <p className={styles.note}>{t('error.import.rowsGone')}</p>}
        </div>
      </Panel>
      {!areGone && !isMoving(state) && (
        // What has happened since is listed anew.
        <Rows key={state} shown={shown} isMine={isMine} isBack={isBack} onChanged={onChanged} />
      )}
      <StartDialog
        isOpen={asked === 'start'}
        onOpenChange={() => setAsked(null)}
        counts={counts}
        isPending={isPending}
        onConfirm={() => void steer(() => api.imports.start.mutate({ id }))}
      />
      <ConfirmDialog
        isOpen={asked === 'revert'}
        onOpenChange={() => setAsked(null)}
        tone="danger"
        isPending={isPending}
        onConfirm={() => void steer(() => api.imports.revert.mutate({ id }))}
        title={t('imports.revertTitle')}
        message={
          <span className={styles.sentences}>
            <span>
              {t('imports.revertText', { made: sumOf(counts, 'new').done, changed: sumOf(counts, 'changed').done })}
            </span>
            <span>{t('imports.revertKeeps')}</span>
          </span>
        }
        cancelLabel={t('ui.leaveAsIs')}
        confirmLabel={t('imports.revert')}
      />
    </>
  );
}

/** Row by row what became of it; of what was taken back, by what that came to. */
function Rows({
  shown: { import: one, counts },
  isMine,
  isBack,
  onChanged,
}: {
  shown: ShownImport;
  isMine: boolean;
  isBack: boolean;
  onChanged: () => void;
}) {
  const t = useText();
  const [choice, setChoice] = useState<RowChoice>(() => {
    const needed = (['decide', 'cannot'] as const).find((outcome) => sumOf(counts, outcome).rows > 0) ?? null;
    if (!isBack) return { outcome: needed, reverted: null };
    return { outcome: null, reverted: (counts.reverted['kept'] ?? 0) > 0 ? 'kept' : null };
  });
  return (
    <Panel title={t('imports.rowsTitle')} isFlush>
      <div className={styles.above}>
        {isBack ? (
          <div role="group" aria-label={t('imports.outcomes')} className={styles.chips}>
            <ToggleChip
              isSelected={choice.reverted === null}
              onChange={() => setChoice({ outcome: null, reverted: null })}
            >
              {t('imports.count.all', { count: one.rowCount })}
            </ToggleChip>
            {REVERTED.filter((each) => (counts.reverted[each] ?? 0) > 0).map((each) => (
              <ToggleChip
                key={each}
                isSelected={choice.reverted === each}
                onChange={(isOn) => setChoice({ outcome: null, reverted: isOn ? each : null })}
              >
                {t(`imports.revertedCount.${each}`, { count: counts.reverted[each] ?? 0 })}
              </ToggleChip>
            ))}
          </div>
        ) : (
          <OutcomeChips
            counts={counts}
            chosen={choice.outcome}
            onChoose={(outcome) => setChoice({ outcome, reverted: null })}
            isOver
          />
        )}
      </div>
      <RowList
        one={one}
        choice={choice}
        label={t('imports.rowsTitle')}
        mayDecide={isMine && !isBack}
        onChanged={onChanged}
      />
    </Panel>
  );
}
