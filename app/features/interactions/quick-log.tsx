import { useState } from 'react';
import { CalendarClock, TextCursorInput } from 'lucide-react';
import { INTERACTION_KINDS, type InteractionFields, type InteractionKind } from '../../../sync/collections/interaction';
import { useDatabase } from '../../database/database-context';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { useLooseDraft } from '../../shell/loose-drafts';
import { Button } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import { Segmented } from '../../ui/segmented';
import { TextArea } from '../../ui/text-field';
import { useOnce } from '../../ui/use-once';
import { FollowUpChoice, type FollowUp } from './follow-up-choice';
import { INTERACTION_ICONS, OUTCOME_ICONS, OUTCOMES } from './interaction-words';
import { MAX_BODY_LENGTH, pickedInstant, pickedTime, type InteractionEntry } from './log-interaction';
import styles from './quick-log.module.css';
import { useLog } from './use-log';
import { WhenPicker, type PickedTime } from './when-picker';

type LogDraft = { body: string; picked: PickedTime | null };

/**
 * A kind, then its outcome: the second tap saves. A note or another time may be added before it; whoever is to be
 * called again is asked about once more, when.
 */
export function QuickLog({
  customerId,
  kind,
  onKind,
  onDone,
}: {
  customerId: string;
  kind: InteractionKind;
  onKind: (kind: InteractionKind) => void;
  onDone: () => void;
}) {
  const t = useText();
  const formats = useFormats();
  const db = useDatabase();
  const [body, setBody] = useState('');
  const [hasBody, setHasBody] = useState(false);
  const [picked, setPicked] = useState<PickedTime | null>(null);
  const [problem, setProblem] = useState<'noteMissing' | 'inFuture' | null>(null);
  const { isPending: isSaving, once } = useOnce();
  const [asksWhen, setAsksWhen] = useState(false);
  const log = useLog(customerId);
  const draft = useLooseDraft<LogDraft>(`log:${customerId}`, (found) => {
    setBody(found.body);
    setHasBody(found.body !== '');
    setPicked(found.picked);
  });

  const save = (outcome: InteractionFields['outcome'], followUp: FollowUp | null = null) =>
    once(() => {
      const nowMs = db.clock.nowMs();
      const occurredAt = picked === null ? new Date(nowMs).toISOString() : pickedInstant(picked.dayOn, picked.clock);
      if (kind === 'note' && body.trim() === '') return missing('noteMissing');
      // The field says so itself.
      if (body.trim().length > MAX_BODY_LENGTH) return null;
      if (Date.parse(occurredAt) > nowMs) return missing('inFuture');
      return store({ kind, outcome, body, occurredAt }, followUp);
    });
  const missing = (what: 'noteMissing' | 'inFuture') => {
    setProblem(what);
    return null;
  };
  const store = async (entry: InteractionEntry, followUp: FollowUp | null) => {
    const isStored = await log(entry, followUp);
    if (isStored) {
      draft.drop();
      onDone();
    }
    return isStored;
  };
  const pickTime = () => setPicked(pickedTime(db.clock.nowMs(), formats.dayOf));
  const changeKind = (next: InteractionKind) => {
    setProblem(null);
    setAsksWhen(false);
    onKind(next);
  };
  // Whoever is asked when to call again may still add a word: the question stays.
  const write = (text: string) => {
    setProblem(null);
    setBody(text);
    draft.keep({ body: text, picked });
  };
  const pick = (value: PickedTime | null) => {
    setProblem(null);
    setPicked(value);
    draft.keep({ body, picked: value });
  };

  // What was written as a note goes along with the call it becomes: nothing is stored that does not show.
  const showsBody = kind === 'note' || hasBody || body !== '';
  return (
    <div className={styles.log}>
      <Segmented
        label={t('interactions.log.title')}
        isLabelHidden
        value={kind}
        onChange={changeKind}
        className={styles.kinds}
        options={INTERACTION_KINDS.map((id) => {
          const Icon = INTERACTION_ICONS[id];
          return { id, label: t(`interactions.kind.${id}`), icon: <Icon {...iconSize.small} /> };
        })}
      />
      {showsBody && (
        <TextArea
          key={kind === 'note' ? 'note' : 'extra'}
          label={t(kind === 'note' ? 'interactions.log.noteQuestion' : 'interactions.log.note')}
          value={body}
          onChange={write}
          autoFocus
          maxLength={MAX_BODY_LENGTH}
          error={problem === 'noteMissing' ? t('interactions.log.noteMissing') : undefined}
        />
      )}
      {picked !== null && (
        <WhenPicker
          value={picked}
          maxDayOn={formats.dayOf(db.clock.nowMs())}
          onChange={pick}
          error={problem === 'inFuture' ? t('interactions.log.inFuture') : undefined}
        />
      )}
      {kind === 'note' ? (
        <Button variant="primary" isPending={isSaving} onPress={() => save('')}>
          {t('interactions.log.save')}
        </Button>
      ) : asksWhen ? (
        <FollowUpChoice isSaving={isSaving} withoutDay onChoose={(step) => save('call_back', step)} />
      ) : (
        <div
          role="group"
          aria-label={t(kind === 'call' ? 'interactions.log.callQuestion' : 'interactions.log.visitQuestion')}
          className={styles.group}
        >
          <p className={styles.question} aria-hidden="true">
            {t(kind === 'call' ? 'interactions.log.callQuestion' : 'interactions.log.visitQuestion')}
          </p>
          <div className={styles.outcomes}>
            {OUTCOMES[kind].map((outcome) => {
              const Icon = OUTCOME_ICONS[outcome];
              return (
                <Button
                  key={outcome}
                  className={styles.outcome}
                  isDisabled={isSaving}
                  icon={<Icon {...iconSize.row} />}
                  onPress={() => (outcome === 'call_back' ? setAsksWhen(true) : save(outcome))}
                >
                  {t(`interactions.${kind}.${outcome}`)}
                </Button>
              );
            })}
          </div>
        </div>
      )}
      <div className={styles.extras}>
        {!showsBody && (
          <Button variant="quiet" icon={<TextCursorInput {...iconSize.small} />} onPress={() => setHasBody(true)}>
            {t('interactions.log.addNote')}
          </Button>
        )}
        {picked === null && (
          <Button variant="quiet" icon={<CalendarClock {...iconSize.small} />} onPress={pickTime}>
            {t('interactions.log.otherTime')}
          </Button>
        )}
        {picked !== null && (
          <Button variant="quiet" icon={<CalendarClock {...iconSize.small} />} onPress={() => pick(null)}>
            {t('interactions.log.now')}
          </Button>
        )}
      </div>
    </div>
  );
}
