import { useRef, useState } from 'react';
import { api } from '../../api/client';
import { useTold } from '../../api/use-act';
import { useDatabase } from '../../database/database-context';
import { useText } from '../../i18n/use-text';
import { Panel } from '../../ui/panel';
import { Switch } from '../../ui/switch';
import { TimePicker } from '../../ui/time-picker';
import settings from '../settings/settings.module.css';

type Choices = Awaited<ReturnType<typeof api.notifications.read.query>>['choices'];
const KINDS = [
  ['messages', 'notifications.messages'],
  ['approvals', 'notifications.approvals'],
  ['answers', 'notifications.answers'],
  ['handovers', 'notifications.handovers'],
  ['strangers', 'notifications.strangers'],
  ['lines', 'notifications.lines'],
] as const;
const NIGHT = { quietFrom: '21:00', quietTo: '08:00' };
const NONE = { quietFrom: '', quietTo: '' };

/** Of what the person is told, on all their devices; every change is stored at once. */
export function NotificationChoices({ choices, onChange }: { choices: Choices; onChange: () => void }) {
  const t = useText();
  const { me } = useDatabase();
  const told = useTold();
  const [shown, setShown] = useState(choices);
  const isSame = shown.quietFrom !== '' && shown.quietFrom === shown.quietTo;
  // Two may be changed before anything is drawn again; they are sent one after the other, and of all choices those
  // alone that were changed: the others may be made on another device of the same person's.
  const wanted = useRef(choices);
  const stored = useRef(choices);
  /** By which change each choice was made last. */
  const latest = useRef(new Map<string, Partial<Choices>>());
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const show = (values: Choices) => {
    wanted.current = values;
    setShown(values);
  };
  const choose = (next: Partial<Choices>) => {
    const values = { ...wanted.current, ...next };
    show(values);
    const { quietFrom, quietTo } = values;
    // From when and until when is one choice.
    const isAboutQuiet = 'quietFrom' in next || 'quietTo' in next;
    if (isAboutQuiet && quietFrom !== '' && quietFrom === quietTo) return;
    const changed: Partial<Choices> = isAboutQuiet ? { quietFrom, quietTo } : next;
    for (const key of Object.keys(changed)) latest.current.set(key, changed);
    last.current = last.current.then(() =>
      told(async () => {
        try {
          await api.notifications.choose.mutate(changed);
        } catch (error) {
          const undone = Object.keys(changed).filter((key) => latest.current.get(key) === changed);
          const stand = Object.entries(stored.current).filter(([key]) => undone.includes(key));
          show({ ...wanted.current, ...Object.fromEntries(stand) });
          throw error;
        }
        stored.current = { ...stored.current, ...changed };
        onChange();
        return null;
      }),
    );
  };
  return (
    <>
      <Panel title={t('notifications.what')}>
        <div className={settings.form}>
          {/* Only admins can do something about lines. */}
          {KINDS.filter(([kind]) => kind !== 'lines' || me.role === 'admin').map(([kind, words]) => (
            <Switch key={kind} isSelected={shown[kind]} onChange={(isOn) => choose({ [kind]: isOn })}>
              {t(words)}
            </Switch>
          ))}
          <Switch isSelected={shown.showsText} onChange={(showsText) => choose({ showsText })}>
            {t('notifications.showsText')}
          </Switch>
          <p>{t('notifications.showsTextDetail')}</p>
        </div>
      </Panel>
      <Panel title={t('notifications.quiet')}>
        <div className={settings.form}>
          <Switch isSelected={shown.quietFrom !== ''} onChange={(isOn) => choose(isOn ? NIGHT : NONE)}>
            {t('notifications.quietOn')}
          </Switch>
          {shown.quietFrom !== '' && (
            <>
              <TimePicker
                label={t('notifications.quietFrom')}
                value={shown.quietFrom}
                onChange={(quietFrom) => choose({ quietFrom })}
              />
              <TimePicker
                label={t('notifications.quietTo')}
                value={shown.quietTo}
                onChange={(quietTo) => choose({ quietTo })}
                {...(isSame ? { error: t('notifications.quietSame') } : {})}
              />
            </>
          )}
          <p>{t('notifications.quietDetail')}</p>
        </div>
      </Panel>
    </>
  );
}
