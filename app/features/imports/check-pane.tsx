import { useState } from 'react';
import { api } from '../../api/client';
import { useAct } from '../../api/use-act';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Panel } from '../../ui/panel';
import { Skeleton } from '../../ui/skeleton';
import { ChangedFields } from './changed-fields';
import { DecideAll } from './decide-all';
import { ImportProgress } from './import-progress';
import { sumOf, type ShownImport } from './import-words';
import styles from './imports.module.css';
import { OutcomeChips } from './outcome-chips';
import { RowList, type RowChoice } from './row-list';
import { leftOf, StartDialog } from './start-dialog';

/** What would come of every row, before anything is written. */
export function CheckPane({
  shown,
  isMine,
  onChanged,
}: {
  shown: ShownImport;
  isMine: boolean;
  onChanged: () => void;
}) {
  const t = useText();
  const { import: one, counts } = shown;
  return one.state === 'ready' ? (
    // Looked at again, rows are others: also where that was over before anybody asked.
    <Checked key={one.checkNo} shown={shown} isMine={isMine} onChanged={onChanged} />
  ) : (
    <Panel title={t('imports.state.checking')}>
      {one.state === 'checking' ? (
        <ImportProgress done={one.rowCount - sumOf(counts, 'waiting').rows} count={one.rowCount}>
          {t('imports.checkingText')}
        </ImportProgress>
      ) : (
        <Skeleton rows={2} />
      )}
    </Panel>
  );
}

function Checked({ shown, isMine, onChanged }: Parameters<typeof CheckPane>[0]) {
  const t = useText();
  const { import: one, counts, toTake, decided } = shown;
  const { id } = one;
  // What needs a person stands first.
  const [outcome, setOutcome] = useState<RowChoice['outcome']>(() =>
    sumOf(counts, 'decide').rows > 0 ? 'decide' : null,
  );
  const [isAsked, setAsked] = useState(false);
  const { isPending, act } = useAct();
  const start = () =>
    act(async () => {
      await api.imports.start.mutate({ id });
      onChanged();
      return null;
    }).then(() => setAsked(false));
  const toDecide = sumOf(counts, 'decide').rows;
  return (
    <>
      <Panel title={t('imports.wouldCome')}>
        <div className={styles.form}>
          <p>{t('imports.startText', leftOf(counts))}</p>
          <ChangedFields counts={counts} />
          {isMine && (
            <div className={styles.buttons}>
              <Button variant="primary" isLarge isDisabled={toTake === 0} onPress={() => setAsked(true)}>
                {t('imports.start', { count: sumOf(counts, 'new', 'joined', 'changed').rows })}
              </Button>
              {toDecide > 0 && <p className={styles.note}>{t('imports.undecided', { count: toDecide })}</p>}
              {toTake === 0 && <p className={styles.note}>{t('imports.nothingToWrite')}</p>}
            </div>
          )}
        </div>
      </Panel>
      <Panel title={t('imports.rowsTitle')} isFlush>
        <div className={styles.above}>
          <OutcomeChips counts={counts} chosen={outcome} onChoose={setOutcome} isOver={false} />
          {isMine && <DecideAll id={id} toDecide={toDecide} decided={decided} onChanged={onChanged} />}
        </div>
        <RowList
          one={one}
          choice={{ outcome, reverted: null }}
          label={t('imports.rowsTitle')}
          mayDecide={isMine}
          onChanged={onChanged}
        />
      </Panel>
      <StartDialog
        isOpen={isAsked}
        onOpenChange={setAsked}
        counts={counts}
        isPending={isPending}
        onConfirm={() => void start()}
      />
    </>
  );
}
