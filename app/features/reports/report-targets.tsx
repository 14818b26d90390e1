import { useState } from 'react';
import { api } from '../../api/client';
import { useAct } from '../../api/use-act';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Select } from '../../ui/select';
import { TextField } from '../../ui/text-field';
import styles from './reports.module.css';
import type { Report } from './report-words';

const TARGETED = ['newCustomers', 'contacts', 'held', 'won'] as const;
type Targeted = (typeof TARGETED)[number];
const EVERYBODY = 'all';

/** Sets what is to be reached from the present month on: by the team or the office, and by each of its people. */
export function ReportTargets({ report, onSaved }: { report: Report; onSaved: () => void }) {
  const t = useText();
  const { language } = useFormats();
  const { isPending, act } = useAct();
  const [isOpen, setIsOpen] = useState(false);
  const [who, setWho] = useState(EVERYBODY);
  const [typed, setTyped] = useState<Readonly<Partial<Record<Targeted, string>>>>({});
  const rowsOf = (id: string) => report.groups.find((group) => group.id === id)?.rows ?? [];
  const agents = rowsOf('agents').filter(({ id }) => !id.startsWith('~'));
  const row = who === EVERYBODY ? rowsOf('summary')[0] : agents.find(({ id }) => id === who);
  const standing = (measure: Targeted) => String(row?.targets?.[measure] ?? '');
  const textOf = (measure: Targeted) => typed[measure] ?? standing(measure);
  const changed = TARGETED.filter((measure) => textOf(measure) !== standing(measure));
  const isWrong = (measure: Targeted) => !/^([1-9]\d{0,5})?$/.test(textOf(measure));
  const choose = (id: string) => {
    setWho(id);
    setTyped({});
  };
  const save = () =>
    void act(async () => {
      for (const measure of changed)
        await api.reports.setTarget.mutate({
          teamId: who === EVERYBODY ? report.teamId : null,
          memberId: who === EVERYBODY ? null : who,
          measure,
          value: textOf(measure) === '' ? null : Number(textOf(measure)),
        });
      // What was typed stays in its field until the report comes back with it.
      onSaved();
      return t('reports.targetsSaved');
    });
  return (
    <>
      <Button variant="quiet" onPress={() => setIsOpen(true)}>
        {t('reports.targets')}
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={t('reports.targets')}
        footer={
          <Button isPending={isPending} isDisabled={changed.length === 0 || TARGETED.some(isWrong)} onPress={save}>
            {t('reports.targetsSave')}
          </Button>
        }
      >
        <div className={styles.fields}>
          <p className={styles.note}>{t('reports.targetsAbout')}</p>
          <Select
            label={t('reports.targetsWhose')}
            value={who}
            onChange={choose}
            options={[
              { id: EVERYBODY, label: report.teamName || t('reports.office') },
              ...agents.map(({ id, name }) => ({ id, label: name[language] })),
            ]}
          />
          {TARGETED.map((measure) => (
            <TextField
              key={measure}
              label={report.definitions[measure]?.name[language] ?? measure}
              inputMode="numeric"
              value={textOf(measure)}
              onChange={(value) => setTyped({ ...typed, [measure]: value })}
              {...(isWrong(measure) ? { error: t('reports.targetWrong') } : {})}
            />
          ))}
        </div>
      </Dialog>
    </>
  );
}
