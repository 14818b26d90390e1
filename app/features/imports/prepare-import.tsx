import { useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { api } from '../../api/client';
import { useAct } from '../../api/use-act';
import { useDatabase } from '../../database/database-context';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Skeleton } from '../../ui/skeleton';
import { Stepper } from '../../ui/stepper';
import { CheckPane } from './check-pane';
import { choiceProblems } from './column-choices';
import { ColumnsForm } from './columns-form';
import type { ShownImport } from './import-words';
import styles from './imports.module.css';
import { useKeptChoices } from './use-kept-choices';

type Step = 'columns' | 'check';

/** What the columns are, and then what would come of every row: nothing is written before that is seen. */
export function PrepareImport({ shown, onChanged }: { shown: ShownImport; onChanged: () => void }) {
  const t = useText();
  const navigate = useNavigate();
  const { me } = useDatabase();
  const one = shown.import;
  const { id, state } = one;
  const isMine = one.createdBy === me.memberId;
  const [chosen, setChosen] = useState<Step | null>(null);
  const { choices, isChanged, choose, forget } = useKeptChoices(one);
  const [isTold, setTold] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const { isPending, act } = useAct();
  if (choices === undefined) return <Skeleton rows={8} />;
  // What is chosen and not checked yet is where one goes on.
  const step = chosen ?? (state === 'columns' || (isChanged && isMine) ? 'columns' : 'check');
  const { twice, isNobodyNamed } = choiceProblems(choices);
  const isWrong = twice.size > 0 || isNobodyNamed;

  const go = async (to: Step) => {
    if (to === 'check' && isMine && (state === 'columns' || isChanged)) {
      setTold(true);
      if (isWrong) return;
      const isDone = await act(async () => {
        await api.imports.setColumns.mutate({
          id,
          columns: [...choices.columns],
          mode: choices.mode,
          defaults: choices.defaults,
        });
        onChanged();
        return null;
      });
      if (!isDone) return;
      forget();
    }
    setChosen(to);
  };
  const discard = () =>
    act(async () => {
      await api.imports.discard.mutate({ id });
      navigate('/imports', { replace: true });
      return t('imports.discarded');
    });
  return (
    <>
      <Stepper
        label={t('imports.steps')}
        current={step}
        onGo={(to) => void go(to as Step)}
        steps={[
          {
            id: 'columns',
            label: t('imports.step.columns'),
            content: (
              <ColumnsForm
                one={one}
                choices={choices}
                onChange={choose}
                isReadOnly={!isMine || isPending}
                isTold={isTold}
                isAskedAgain={state === 'ready' && isChanged}
              />
            ),
          },
          {
            id: 'check',
            label: t('imports.step.check'),
            content: <CheckPane shown={shown} isMine={isMine} onChanged={onChanged} />,
          },
        ]}
      />
      <div className={styles.buttons}>
        <Button variant="quietDanger" className={styles.flushStart!} onPress={() => setAsked(true)}>
          {t('imports.discard')}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isAsked}
        onOpenChange={setAsked}
        tone="danger"
        isPending={isPending}
        onConfirm={() => void discard()}
        title={t('imports.discardTitle')}
        message={t('imports.discardText')}
        confirmLabel={t('imports.discard')}
      />
    </>
  );
}
