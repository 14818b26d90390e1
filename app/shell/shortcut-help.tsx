import { useText } from '../i18n/use-text';
import { Switch } from '../ui/switch';
import { classNames } from '../ui/class-names';
import { Dialog } from '../ui/dialog';
import { chooseShortcuts, useShortcutChoice } from './shortcut-choice';
import styles from './shortcut-help.module.css';

type Shortcut = { keys: readonly string[]; words: string };

const EVERYWHERE: readonly Shortcut[] = [
  { keys: ['1'], words: 'shell.nav.today' },
  { keys: ['2'], words: 'shell.nav.customers' },
  { keys: ['3'], words: 'shell.nav.calendar' },
  { keys: ['4'], words: 'shell.nav.messages' },
  { keys: ['5'], words: 'shell.nav.more' },
  { keys: ['/'], words: 'shell.keys.search' },
  { keys: ['n'], words: 'shell.keys.newCustomer' },
  { keys: ['r'], words: 'shell.keys.newAppointment' },
  { keys: ['?'], words: 'shell.keys.help' },
];
const IN_CALENDAR: readonly Shortcut[] = [
  { keys: ['t'], words: 'shell.keys.today' },
  { keys: ['j'], words: 'shell.keys.next' },
  { keys: ['k'], words: 'shell.keys.previous' },
];
const IN_MESSAGES: readonly Shortcut[] = [
  { keys: ['/'], words: 'shell.keys.searchMessages' },
  { keys: ['m'], words: 'shell.keys.write' },
];
const ALWAYS: readonly Shortcut[] = [
  { keys: ['↑', '↓'], words: 'shell.keys.rows' },
  { keys: ['→', 'Enter'], words: 'shell.keys.logFromRow' },
  { keys: ['Alt', '↑ ↓ ← →'], words: 'shell.keys.move' },
  { keys: ['Alt', 'Shift', '↑ ↓'], words: 'shell.keys.stretch' },
  { keys: ['F6'], words: 'shell.keys.notice' },
  { keys: ['Esc'], words: 'shell.keys.escape' },
];

/** Every key that does something, and the switch for those that are pressed alone. */
export default function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const t = useText();
  const isOn = useShortcutChoice();
  return (
    <Dialog isOpen onOpenChange={onClose} title={t('shell.keys.title')} size="medium">
      <div className={styles.help}>
        <Group title={t('shell.keys.everywhere')} shortcuts={EVERYWHERE} isOff={!isOn} />
        <Group title={t('shell.keys.inCalendar')} shortcuts={IN_CALENDAR} isOff={!isOn} />
        <Group title={t('shell.nav.messages')} shortcuts={IN_MESSAGES} isOff={!isOn} />
        <Group title={t('shell.keys.onWhatIsChosen')} shortcuts={ALWAYS} isLong />
        <div className={styles.choice}>
          <Switch isSelected={isOn} onChange={chooseShortcuts}>
            {t('shell.keys.switch')}
          </Switch>
        </div>
      </div>
    </Dialog>
  );
}

function Group({
  title,
  shortcuts,
  isOff = false,
  isLong = false,
}: {
  title: string;
  shortcuts: readonly Shortcut[];
  isOff?: boolean;
  /** Several keys and many words: one below the other. */ isLong?: boolean;
}) {
  const t = useText();
  return (
    <section>
      <h3 className={styles.title}>
        {title}
        {isOff && <span className={styles.off}>{t('shell.keys.off')}</span>}
      </h3>
      <dl className={classNames(styles.list, isLong && styles.long)}>
        {shortcuts.map(({ keys, words }) => (
          <div key={words} className={styles.row}>
            <dt>
              {keys.map((key) => (
                <kbd key={key} className={styles.key}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
