import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import { DECISIONS_FOR_ALL, type DecisionForAll } from '../../../sync/rules/import';
import { api } from '../../api/client';
import { useAct } from '../../api/use-act';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { iconSize } from '../../ui/icon-size';
import { Menu } from '../../ui/menu';
import { showToast } from '../../ui/toast';
import styles from './imports.module.css';

/** Says one thing of all rows that wait for somebody, or takes back what was said; each is asked about before. */
export function DecideAll({
  id,
  toDecide,
  decided,
  onChanged,
}: {
  id: string;
  /** Of how many rows nobody has decided, and of how many somebody has. */
  toDecide: number;
  decided: number;
  onChanged: () => void;
}) {
  const t = useText();
  const [asked, setAsked] = useState<DecisionForAll>('new');
  const [isAsked, setIsAsked] = useState(false);
  const { isPending, act } = useAct();
  const offered = DECISIONS_FOR_ALL.filter((one) => (one === 'none' ? decided > 0 : toDecide > 0));
  if (offered.length === 0) return null;
  const decide = () =>
    act(async () => {
      const { count } = await api.imports.decideAll.mutate({ id, decision: asked });
      showToast({ text: t(asked === 'none' ? 'imports.all.undone' : 'imports.all.done', { count }) });
      onChanged();
      return null;
    }).then(() => setIsAsked(false));
  const ask = (decision: DecisionForAll) => {
    setAsked(decision);
    setIsAsked(true);
  };
  return (
    <div>
      {toDecide === 0 ? (
        <Button variant="quiet" className={styles.flushStart!} onPress={() => ask('none')}>
          {t('imports.all.none')}
        </Button>
      ) : (
        <Menu
          label={t('imports.all')}
          trigger={
            <Button variant="quiet" className={styles.flushStart!} icon={<ListChecks {...iconSize.small} />}>
              {t('imports.all')}
            </Button>
          }
          actions={offered.map((one) => ({ id: one, label: t(`imports.all.${one}`), onAction: () => ask(one) }))}
        />
      )}
      <ConfirmDialog
        isOpen={isAsked}
        onOpenChange={setIsAsked}
        title={t(`imports.allTitle.${asked}`)}
        message={t(`imports.allText.${asked}`, { count: asked === 'none' ? decided : toDecide })}
        confirmLabel={t(`imports.allConfirm.${asked}`)}
        isPending={isPending}
        onConfirm={() => void decide()}
      />
    </div>
  );
}
