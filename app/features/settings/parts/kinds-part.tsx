import { useState } from 'react';
import type { Basis } from '../../../../sync/rules/document';
import type { SettingValue } from '../../../../sync/rules/setting-values';
import { settingValue, type AppointmentKindSetting } from '../../../../sync/rules/settings';
import { useLanguage } from '../../../i18n/language';
import { useText } from '../../../i18n/use-text';
import { Particulars } from '../../../ui/particulars';
import { Select } from '../../../ui/select';
import { Switch } from '../../../ui/switch';
import { nameIn } from '../setting-words';
import { useSettings } from '../settings-context';
import { moved } from './moved';
import { newSubject } from './new-subject';
import { ThingDialog } from './thing-dialog';
import { ThingList } from './thing-list';
import { TwoNames } from './two-names';
import { useDecide } from './use-decide';

const LENGTHS = [15, 30, 45, 60, 90, 120, 180, 240];
type Open = { readonly kind: AppointmentKindSetting | null; readonly begun: Basis | undefined };

/** Kinds of appointment, how long each usually takes, and which a manager has to approve. */
export default function KindsPart() {
  const t = useText();
  const language = useLanguage();
  const { appointmentKinds: kinds } = useSettings();
  const { begin, decide } = useDecide();
  const [open, setOpen] = useState<Open | null>(null);
  const byId = new Map(kinds.map((kind) => [kind.id, kind]));
  return (
    <>
      <ThingList
        title={t('settings.part.kinds')}
        rows={kinds.map((kind) => ({
          id: kind.id,
          title: nameIn(kind, language),
          detail: (
            <Particulars
              texts={[
                t('settings.value.minutes', { count: kind.minutes }),
                ...(kind.needsApproval ? [t('settings.kind.needsApproval')] : []),
              ]}
            />
          ),
          isArchived: kind.isArchived,
        }))}
        empty={t('settings.kind.none')}
        addLabel={t('settings.kind.add')}
        onAdd={() => setOpen({ kind: null, begun: undefined })}
        onEdit={(id) => setOpen({ kind: byId.get(id)!, begun: begin('appointmentKind', id) })}
        onMove={(id, by) =>
          void decide(
            moved(kinds, id, by).map((thing) => ({
              key: 'appointmentKind',
              subject: thing.id,
              value: settingValue('appointmentKind', thing)!,
            })),
            t('settings.saved'),
          )
        }
        onArchive={(id, isArchived) => {
          const value = settingValue('appointmentKind', byId.get(id))!;
          void decide(
            [{ key: 'appointmentKind', subject: id, value, isArchived }],
            t(isArchived ? 'settings.kind.archived' : 'settings.restored'),
          );
        }}
      />
      {open !== null && (
        <KindDialog
          kind={open.kind}
          nextOrder={Math.min(9_999, Math.max(0, ...kinds.map(({ order }) => order)) + 10)}
          onClose={() => setOpen(null)}
          onSave={(value) => {
            const subject = open.kind?.id ?? newSubject(value.nameTr, byId.keys());
            return decide([{ key: 'appointmentKind', subject, value, begun: open.begun }], t('settings.saved'));
          }}
        />
      )}
    </>
  );
}

function KindDialog({
  kind,
  nextOrder,
  onSave,
  onClose,
}: {
  kind: AppointmentKindSetting | null;
  nextOrder: number;
  onSave: (value: SettingValue<'appointmentKind'>) => Promise<boolean>;
  onClose: () => void;
}) {
  const t = useText();
  const [names, setNames] = useState({ nameTr: kind?.nameTr ?? '', nameEn: kind?.nameEn ?? '' });
  const [minutes, setMinutes] = useState(kind?.minutes ?? 60);
  const [needsApproval, setNeedsApproval] = useState(kind?.needsApproval ?? false);
  const [isTried, setTried] = useState(false);
  const lengths = [...new Set([...LENGTHS, minutes])].sort((a, b) => a - b);
  const save = () => {
    setTried(true);
    if (names.nameTr.trim() === '') return null;
    const order = kind?.order ?? nextOrder;
    return onSave({ nameTr: names.nameTr.trim(), nameEn: names.nameEn.trim(), minutes, needsApproval, order });
  };
  return (
    <ThingDialog title={t(kind === null ? 'settings.kind.add' : 'settings.kind.edit')} onSave={save} onClose={onClose}>
      <TwoNames value={names} onChange={setNames} isMissing={isTried} />
      <Select
        label={t('settings.kind.minutes')}
        value={String(minutes)}
        onChange={(id) => setMinutes(Number(id))}
        options={lengths.map((count) => ({ id: String(count), label: t('settings.value.minutes', { count }) }))}
      />
      <Switch isSelected={needsApproval} onChange={setNeedsApproval}>
        {t('settings.kind.needsApproval')}
      </Switch>
    </ThingDialog>
  );
}
