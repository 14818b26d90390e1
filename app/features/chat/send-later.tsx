import { Timer } from 'lucide-react';
import { useState } from 'react';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { DatePicker } from '../../ui/date-picker';
import { Dialog } from '../../ui/dialog';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { TimePicker } from '../../ui/time-picker';
import { addDays, resolveWallClock } from '../../ui/wall-clock';
import { useNowMs } from '../../ui/use-now';
import { laterChoices } from './later-choices';
import styles from './send-later.module.css';

const MAX_DAYS = 90;

/** When it shall leave: one of the moments people mean, or a day and a time that are picked. */
export function SendLater({ onPick }: { onPick: (sendAt: string) => void }) {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const [isOpen, setOpen] = useState(false);
  const today = formats.dayOf(nowMs);
  const [dayOn, setDayOn] = useState('');
  const [clock, setClock] = useState('09:00');
  const pickedAt = dayOn === '' ? '' : resolveWallClock({ date: dayOn, time: clock }, formats.zone).at;
  const isPast = pickedAt !== '' && Date.parse(pickedAt) <= nowMs;
  const pick = (at: string) => {
    setOpen(false);
    onPick(at);
  };
  return (
    <>
      <IconButton label={t('chat.later')} icon={<Timer {...iconSize.row} />} onPress={() => setOpen(true)} />
      <Dialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={t('chat.later')}
        footer={
          <Button variant="primary" isDisabled={pickedAt === '' || isPast} onPress={() => pick(pickedAt)}>
            {t('chat.laterSend')}
          </Button>
        }
      >
        <div className={styles.choices}>
          {laterChoices(nowMs, formats.zone).map(({ id, at }) => (
            <Button key={id} isWide onPress={() => pick(at)}>
              {t(`chat.laterAt.${id}`, { when: formats.weekdayTime(at) })}
            </Button>
          ))}
          <div className={styles.when}>
            <DatePicker
              label={t('chat.laterDay')}
              value={dayOn}
              min={today}
              max={addDays(today, MAX_DAYS)}
              onChange={setDayOn}
            />
            <TimePicker label={t('chat.laterTime')} value={clock} onChange={setClock} />
          </div>
          {isPast && (
            <p role="alert" className={styles.past}>
              {t('chat.laterPast')}
            </p>
          )}
        </div>
      </Dialog>
    </>
  );
}
