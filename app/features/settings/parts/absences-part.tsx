import { Plus, Trash2, Pencil } from 'lucide-react';
import { useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import type { Basis } from '../../../../sync/rules/document';
import type { Absence } from '../../../../sync/rules/settings';
import { useDatabase } from '../../../database/database-context';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { IconButton } from '../../../ui/icon-button';
import { iconSize } from '../../../ui/icon-size';
import { Panel, Row } from '../../../ui/panel';
import { Particulars } from '../../../ui/particulars';
import { useMembers } from '../../members/use-members';
import { datesText, spanText } from '../setting-words';
import { useSettings } from '../settings-context';
import { AbsenceDialog } from './absence-dialog';
import { useDecide } from './use-decide';

const MAX_OTHERS = 30;
type Open = { readonly absence: Absence | null; readonly begun: Basis | undefined };

/** When one is away, and who else is. Everybody sees it, so no reason is asked for. */
export default function AbsencesPart() {
  const t = useText();
  const formats = useFormats();
  const { me } = useDatabase();
  const { byId: members } = useMembers();
  const { absences } = useSettings();
  const { begin, decide } = useDecide();
  const [open, setOpen] = useState<Open | null>(null);
  const today = formats.dayOf(Date.now());
  const isAhead = ({ toOn }: Absence) => toOn >= today;
  const mine = (absences.get(me.memberId) ?? []).filter(isAhead);
  const others = [...absences.values()]
    .flat()
    .filter((absence) => absence.memberId !== me.memberId && isAhead(absence))
    .sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1))
    .slice(0, MAX_OTHERS);
  const when = ({ fromOn, toOn, fromTime, toTime }: Absence) =>
    fromTime === ''
      ? datesText(fromOn, toOn, formats)
      : `${datesText(fromOn, toOn, formats)}${formats.beforeTime}${spanText({ from: fromTime, to: toTime }, formats)}`;
  const valueOf = ({ id: _, memberId: __, ...value }: Absence) => value;
  const remove = (absence: Absence) =>
    void decide(
      [
        {
          key: 'absence',
          subject: absence.id,
          memberId: me.memberId,
          value: valueOf(absence),
          isArchived: true,
        },
      ],
      t('settings.absence.removed'),
    );
  return (
    <>
      <Panel
        title={t('settings.absence.mine')}
        isTitleHidden
        isFlush
        action={
          <Button icon={<Plus {...iconSize.small} />} onPress={() => setOpen({ absence: null, begun: undefined })}>
            {t('settings.absence.add')}
          </Button>
        }
      >
        {mine.length === 0 && <Row title={t('settings.absence.none')} detail={t('settings.absence.noneDetail')} />}
        {mine.map((absence) => (
          <Row
            key={absence.id}
            title={when(absence)}
            detail={
              <Particulars
                texts={[
                  absence.note,
                  (absence.standInId ?? '') === ''
                    ? ''
                    : t('settings.absence.standsIn', { name: members.get(absence.standInId ?? '')?.fullName ?? '' }),
                ]}
              />
            }
            after={
              <>
                <IconButton
                  label={t('settings.things.edit', { name: when(absence) })}
                  icon={<Pencil {...iconSize.small} />}
                  onPress={() => setOpen({ absence, begun: begin('absence', absence.id) })}
                />
                <IconButton
                  label={t('settings.absence.remove', { when: when(absence) })}
                  icon={<Trash2 {...iconSize.small} />}
                  onPress={() => remove(absence)}
                />
              </>
            }
          />
        ))}
      </Panel>
      {others.length > 0 && (
        <Panel title={t('settings.absence.others')} isFlush>
          {others.map((absence) => (
            <Row
              key={absence.id}
              title={members.get(absence.memberId)?.fullName ?? ''}
              detail={
                <Particulars
                  texts={[
                    when(absence),
                    absence.note,
                    (absence.standInId ?? '') === ''
                      ? ''
                      : t('settings.absence.standsIn', { name: members.get(absence.standInId ?? '')?.fullName ?? '' }),
                  ]}
                />
              }
            />
          ))}
        </Panel>
      )}
      {open !== null && (
        <AbsenceDialog
          absence={open.absence}
          today={today}
          onClose={() => setOpen(null)}
          onSave={(value) => {
            const subject = open.absence?.id ?? uuidv7();
            return decide(
              [{ key: 'absence', subject, memberId: me.memberId, value, begun: open.begun }],
              t('settings.absence.saved'),
            );
          }}
        />
      )}
    </>
  );
}
