import { useState } from 'react';
import { useDatabase } from '../../database/database-context';
import type { StoredByCollection } from '../../database/saha-database';
import { useDocument } from '../../database/use-document';
import { editDocument, retryRefused } from '../../database/write';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextArea } from '../../ui/text-field';
import { showToast } from '../../ui/toast';
import { useOnce } from '../../ui/use-once';
import { MAX_BODY_LENGTH, pickedInstant, pickedTime } from './log-interaction';
import styles from './quick-log.module.css';
import { WhenPicker } from './when-picker';

/**
 * What the office did not take of a call, visit or note, put right: when it was, and what was noted. Sent again then.
 */
export default function CorrectInteractionDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText();
  const interaction = useDocument('interactions', id);
  return (
    <Dialog isOpen onOpenChange={onClose} title={t('interactions.correct.title')} size="small">
      {interaction && <CorrectInteraction interaction={interaction} onDone={onClose} />}
    </Dialog>
  );
}

function CorrectInteraction({
  interaction,
  onDone,
}: {
  interaction: StoredByCollection['interactions'];
  onDone: () => void;
}) {
  const t = useText();
  const formats = useFormats();
  const db = useDatabase();
  const { id, kind, occurredAt } = interaction;
  // A time that is still to come cannot be what happened: the picker begins at now.
  const [picked, setPicked] = useState(() =>
    pickedTime(Math.min(Date.parse(occurredAt), db.clock.nowMs()), formats.dayOf),
  );
  const [hasPicked, setHasPicked] = useState(Date.parse(occurredAt) > db.clock.nowMs());
  const [body, setBody] = useState(interaction.body);
  const [problem, setProblem] = useState<'noteMissing' | 'inFuture' | null>(null);
  const { isPending, once } = useOnce();

  const save = () => {
    const at = hasPicked ? pickedInstant(picked.dayOn, picked.clock) : occurredAt;
    if (kind === 'note' && body.trim() === '') return missing('noteMissing');
    if (Date.parse(at) > db.clock.nowMs()) return missing('inFuture');
    return store(at);
  };
  const missing = (what: 'noteMissing' | 'inFuture') => {
    setProblem(what);
    return null;
  };
  const store = async (at: string) => {
    try {
      await editDocument(db, 'interactions', id, { occurredAt: at, body: body.trim() });
      await retryRefused(db, 'interactions', id);
      onDone();
      return true;
    } catch {
      showToast({ text: t('interactions.log.notStored'), tone: 'attention' });
      return false;
    }
  };
  return (
    <div className={styles.log}>
      <WhenPicker
        value={picked}
        maxDayOn={formats.dayOf(db.clock.nowMs())}
        onChange={(value) => {
          setProblem(null);
          setHasPicked(true);
          setPicked(value);
        }}
        error={problem === 'inFuture' ? t('interactions.log.inFuture') : undefined}
      />
      <TextArea
        label={t('interactions.log.note')}
        value={body}
        onChange={(text) => {
          setProblem(null);
          setBody(text);
        }}
        maxLength={MAX_BODY_LENGTH}
        error={problem === 'noteMissing' ? t('interactions.log.noteMissing') : undefined}
      />
      <Button variant="primary" isPending={isPending} onPress={() => once(save)}>
        {t('interactions.correct.save')}
      </Button>
    </div>
  );
}
