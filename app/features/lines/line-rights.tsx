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

/**
 * Who may use a line, and how much it may send in a day; numbers that write too much to strangers are banned. What the
 * person left alone is shown as it stands and never sent: another admin may be changing it.
 */
export function LineRights({ line: { id, members, caps }, onChange }: { line: ListedLine; onChange: () => void }) {
  const t = useText();
  const { all } = useMembers();
  const { isReceiving, text } = useReceiving();
  const { isPending, act } = useAct();
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [daily, setDaily] = useState<string | null>(null);
  const [newChats, setNewChats] = useState<string | null>(null);
  const shown = { daily: daily ?? String(caps.daily), newChats: newChats ?? String(caps.newChats) };
  const most = numberIn(shown.daily, LINE_CAPS.daily);
  const fresh = numberIn(shown.newChats, LINE_CAPS.newChats);
  // What stands as it was chosen is no change any more: it follows what stands again.
  const changed = new Map([...chosen].filter(([member, isOn]) => isOn !== members.includes(member)));
  if (changed.size < chosen.size) setChosen(changed);
  if (daily !== null && most === caps.daily) setDaily(null);
  if (newChats !== null && fresh === caps.newChats) setNewChats(null);
  const thoseTurned = (to: boolean) => [...changed].flatMap(([member, isOn]) => (isOn === to ? [member] : []));
  const save = () =>
    void act(async () => {
      if (most === null || fresh === null) return null;
      if (changed.size > 0)
        await api.lines.setMembers.mutate({ id, added: thoseTurned(true), removed: thoseTurned(false) });
      const changedCaps = {
        ...(most === caps.daily ? {} : { daily: most }),
        ...(fresh === caps.newChats ? {} : { newChats: fresh }),
      };
      if (Object.keys(changedCaps).length > 0) await api.lines.setCaps.mutate({ id, ...changedCaps });
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
              isSelected={changed.get(member.id) ?? members.includes(member.id)}
              onChange={(isOn) => setChosen((before) => new Map(before).set(member.id, isOn))}
            >
              {member.fullName}
            </Checkbox>
          ))}
      </fieldset>
      <div className={styles.caps}>
        <TextField
          label={t('lines.daily')}
          value={shown.daily}
          onChange={setDaily}
          inputMode="numeric"
          error={most === null ? t('lines.numberWrong', LINE_CAPS.daily) : undefined}
        />
        <TextField
          label={t('lines.newChats')}
          value={shown.newChats}
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
