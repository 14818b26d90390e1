import { useState } from 'react';
import { LINE_CAPS } from '../../../sync/rules/line';
import { api } from '../../api/client';
import { useAct } from '../../api/use-act';
import { useReceiving } from '../../database/use-sync-status';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { TextField } from '../../ui/text-field';
import { useMembers } from '../members/use-members';
import type { ListedLine } from './listed-line';
import styles from './lines.module.css';

const numberIn = (text: string, { least, most }: { readonly least: number; readonly most: number }) => {
  const value = /^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : null;
};

/** Who may use a line, and how much it may send in a day; numbers that write too much to strangers are banned. */
export function LineRights({ line: { id, members, caps }, onChange }: { line: ListedLine; onChange: () => void }) {
  const t = useText();
  const { all } = useMembers();
  const { isReceiving, text } = useReceiving();
  const { isPending, act } = useAct();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(members));
  const [daily, setDaily] = useState(String(caps.daily));
  const [newChats, setNewChats] = useState(String(caps.newChats));
  const [most, fresh] = [numberIn(daily, LINE_CAPS.daily), numberIn(newChats, LINE_CAPS.newChats)];
  const save = () =>
    void act(async () => {
      if (most === null || fresh === null) return null;
      await api.lines.setMembers.mutate({ id, memberIds: [...chosen] });
      await api.lines.setCaps.mutate({ id, daily: most, newChats: fresh });
      onChange();
      return t('lines.saved');
    });
  return (
    <form
      className={styles.rights}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <fieldset className={styles.people}>
        <legend>{t('lines.members')}</legend>
        {all.length === 0 && isReceiving && <p>{t(text)}</p>}
        {all
          .filter((member) => member.isActive)
          .map((member) => (
            <Checkbox
              key={member.id}
              isSelected={chosen.has(member.id)}
              onChange={(isOn) =>
                setChosen((before) => {
                  const next = new Set(before);
                  if (isOn) next.add(member.id);
                  else next.delete(member.id);
                  return next;
                })
              }
            >
              {member.fullName}
            </Checkbox>
          ))}
      </fieldset>
      <div className={styles.caps}>
        <TextField
          label={t('lines.daily')}
          value={daily}
          onChange={setDaily}
          inputMode="numeric"
          error={most === null ? t('lines.numberWrong', LINE_CAPS.daily) : undefined}
        />
        <TextField
          label={t('lines.newChats')}
          value={newChats}
          onChange={setNewChats}
          inputMode="numeric"
          error={fresh === null ? t('lines.numberWrong', LINE_CAPS.newChats) : undefined}
        />
      </div>
      <div>
        <Button type="submit" variant="primary" isPending={isPending} isDisabled={most === null || fresh === null}>
          {t('lines.save')}
        </Button>
      </div>
    </form>
  );
}
