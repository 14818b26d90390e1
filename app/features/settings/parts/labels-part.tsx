import { useState } from 'react';
import { longestText } from '../../../../sync/collections/longest-text';
import type { Basis } from '../../../../sync/rules/document';
import { LABEL_COLOURS, SETTING_SHAPES, type SettingValue } from '../../../../sync/rules/setting-values';
import type { Label } from '../../../../sync/rules/settings';
import { useText } from '../../../i18n/use-text';
import { Select } from '../../../ui/select';
import { TextField } from '../../../ui/text-field';
import { LabelDot } from '../label-dot';
import { useSettings } from '../settings-context';
import { newSubject } from './new-subject';
import { ThingDialog } from './thing-dialog';
import { ThingList } from './thing-list';
import { useDecide } from './use-decide';

type Open = { readonly label: Label | null; readonly begun: Basis | undefined };

/** Words that are put on customers. */
export default function LabelsPart() {
  const t = useText();
  const { labels } = useSettings();
  const { begin, decide } = useDecide();
  const [open, setOpen] = useState<Open | null>(null);
  const byId = new Map(labels.map((label) => [label.id, label]));
  return (
    <>
      <ThingList
        title={t('settings.part.labels')}
        rows={labels.map(({ id, name, colour, isArchived }) => ({
          id,
          title: name,
          icon: <LabelDot colour={colour} />,
          isArchived,
        }))}
        empty={t('settings.label.none')}
        addLabel={t('settings.label.add')}
        onAdd={() => setOpen({ label: null, begun: undefined })}
        onEdit={(id) => setOpen({ label: byId.get(id)!, begun: begin('label', id) })}
        onArchive={(id, isArchived) => {
          const { name, colour } = byId.get(id)!;
          void decide(
            [{ key: 'label', subject: id, value: { name, colour }, isArchived }],
            t(isArchived ? 'settings.label.archived' : 'settings.restored'),
          );
        }}
      />
      {open !== null && (
        <LabelDialog
          label={open.label}
          onClose={() => setOpen(null)}
          onSave={(value) => {
            const subject = open.label?.id ?? newSubject(value.name, byId.keys());
            return decide([{ key: 'label', subject, value, begun: open.begun }], t('settings.saved'));
          }}
        />
      )}
    </>
  );
}

function LabelDialog({
  label,
  onSave,
  onClose,
}: {
  label: Label | null;
  onSave: (value: SettingValue<'label'>) => Promise<boolean>;
  onClose: () => void;
}) {
  const t = useText();
  const [name, setName] = useState(label?.name ?? '');
  const [colour, setColour] = useState(label?.colour ?? 1);
  const [isTried, setTried] = useState(false);
  const save = () => {
    setTried(true);
    return name.trim() === '' ? null : onSave({ name: name.trim(), colour });
  };
  return (
    <ThingDialog
      title={t(label === null ? 'settings.label.add' : 'settings.label.edit')}
      onSave={save}
      onClose={onClose}
    >
      <TextField
        label={t('settings.label.name')}
        value={name}
        onChange={setName}
        error={isTried && name.trim() === '' ? t('settings.nameMissing') : undefined}
        maxLength={longestText(SETTING_SHAPES.label.shape.name)}
        autoComplete="off"
        autoFocus
        isRequired
      />
      <Select
        label={t('settings.label.colour')}
        value={String(colour)}
        onChange={(id) => setColour(Number(id))}
        options={Array.from({ length: LABEL_COLOURS }, (_, at) => ({
          id: String(at + 1),
          label: t('settings.label.colourNumber', { number: at + 1 }),
          icon: <LabelDot colour={at + 1} />,
        }))}
      />
    </ThingDialog>
  );
}
