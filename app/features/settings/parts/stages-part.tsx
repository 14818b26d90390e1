import { useState } from 'react';
import type { Basis } from '../../../../sync/rules/document';
import { MAX_STAGE_COLOUR, STAGE_KINDS, type SettingValue } from '../../../../sync/rules/setting-values';
import { settingValue, type Stage } from '../../../../sync/rules/settings';
import { useLanguage } from '../../../i18n/language';
import { useText } from '../../../i18n/use-text';
import { RampMark } from '../../../ui/ramp-mark';
import { Segmented } from '../../../ui/segmented';
import { Select } from '../../../ui/select';
import { nameIn } from '../setting-words';
import { useSettings } from '../settings-context';
import { stageStep } from '../stage-step';
import { moved } from './moved';
import { newSubject } from './new-subject';
import { ThingDialog } from './thing-dialog';
import { ThingList } from './thing-list';
import { TwoNames } from './two-names';
import { useDecide } from './use-decide';

type Open = { readonly stage: Stage | null; readonly begun: Basis | undefined };

/** The stages customers go through. One that customers stand in is archived, never removed. */
export default function StagesPart() {
  const t = useText();
  const language = useLanguage();
  const { stages } = useSettings();
  const { begin, decide } = useDecide();
  const [open, setOpen] = useState<Open | null>(null);
  const byId = new Map(stages.map((stage) => [stage.id, stage]));
  return (
    <>
      <ThingList
        title={t('settings.part.stages')}
        rows={stages.map((stage) => ({
          id: stage.id,
          title: nameIn(stage, language),
          detail: t(`settings.stage.kind.${stage.kind}`),
          icon: <RampMark step={stageStep(stage.colour)} />,
          isArchived: stage.isArchived,
        }))}
        empty={t('settings.stage.none')}
        addLabel={t('settings.stage.add')}
        onAdd={() => setOpen({ stage: null, begun: undefined })}
        onEdit={(id) => setOpen({ stage: byId.get(id)!, begun: begin('stage', id) })}
        onMove={(id, by) =>
          void decide(
            moved(stages, id, by).map((thing) => ({
              key: 'stage',
              subject: thing.id,
              value: settingValue('stage', thing)!,
            })),
            t('settings.saved'),
          )
        }
        onArchive={(id, isArchived) => {
          const value = settingValue('stage', byId.get(id))!;
          void decide(
            [{ key: 'stage', subject: id, value, isArchived }],
            t(isArchived ? 'settings.stage.archived' : 'settings.restored'),
          );
        }}
      />
      {open !== null && (
        <StageDialog
          stage={open.stage}
          nextOrder={Math.min(9_999, Math.max(0, ...stages.map(({ order }) => order)) + 10)}
          onClose={() => setOpen(null)}
          onSave={(value) => {
            const subject = open.stage?.id ?? newSubject(value.nameTr, byId.keys());
            return decide([{ key: 'stage', subject, value, begun: open.begun }], t('settings.saved'));
          }}
        />
      )}
    </>
  );
}

function StageDialog({
  stage,
  nextOrder,
  onSave,
  onClose,
}: {
  stage: Stage | null;
  nextOrder: number;
  onSave: (value: SettingValue<'stage'>) => Promise<boolean>;
  onClose: () => void;
}) {
  const t = useText();
  const [names, setNames] = useState({ nameTr: stage?.nameTr ?? '', nameEn: stage?.nameEn ?? '' });
  const [colour, setColour] = useState(stage?.colour ?? 3);
  const [kind, setKind] = useState(stage?.kind ?? 'open');
  const [isTried, setTried] = useState(false);
  const colours = Array.from({ length: MAX_STAGE_COLOUR + 1 }, (_, at) => ({
    id: String(at),
    label: t(`settings.stage.colour.${at}`),
    icon: <RampMark step={stageStep(at)} />,
  }));
  const save = () => {
    setTried(true);
    if (names.nameTr.trim() === '') return null;
    return onSave({
      nameTr: names.nameTr.trim(),
      nameEn: names.nameEn.trim(),
      colour,
      kind,
      order: stage?.order ?? nextOrder,
    });
  };
  return (
    <ThingDialog
      title={t(stage === null ? 'settings.stage.add' : 'settings.stage.edit')}
      onSave={save}
      onClose={onClose}
    >
      <TwoNames value={names} onChange={setNames} isMissing={isTried} />
      <Select
        label={t('settings.stage.colour')}
        value={String(colour)}
        onChange={(id) => setColour(Number(id))}
        options={colours}
      />
      <Segmented
        label={t('settings.stage.kind')}
        value={kind}
        onChange={setKind}
        options={STAGE_KINDS.map((id) => ({ id, label: t(`settings.stage.kind.${id}`) }))}
      />
    </ThingDialog>
  );
}
