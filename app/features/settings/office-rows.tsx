import {
  AtSign,
  BellRing,
  Building2,
  CalendarOff,
  Clock,
  Flag,
  ListChecks,
  MessageCircle,
  Moon,
  Tag,
} from 'lucide-react';
import { useDatabase } from '../../database/database-context';
import { useText } from '../../i18n/use-text';
import { iconSize } from '../../ui/icon-size';
import { Panel, Row } from '../../ui/panel';

const MINE = [
  ['hours', Clock],
  ['absences', CalendarOff],
] as const;
/** Kinds of appointment have their screen too; nothing follows from it yet, so no way leads there. */
const OFFICE = [
  ['office', Building2],
  ['stages', ListChecks],
  ['labels', Tag],
  ['reminders', BellRing],
  ['holidays', Flag],
  ['away', Moon],
  ['sms', MessageCircle],
] as const;
const ADMINS = [['sender', AtSign]] as const;

/** The ways to what one decides oneself, and to what managers decide for everybody. */
export function OfficeRows() {
  const t = useText();
  const { me } = useDatabase();
  const rows = (parts: typeof MINE | typeof OFFICE | typeof ADMINS) =>
    parts.map(([part, Icon]) => (
      <Row
        key={part}
        href={`/settings/${part}`}
        icon={<Icon {...iconSize.row} />}
        title={t(`settings.part.${part}`)}
        detail={t(`settings.partDetail.${part}`)}
      />
    ));
  return (
    <>
      <Panel title={t('settings.mine')} isFlush>
        {rows(MINE)}
      </Panel>
      {me.role !== 'agent' && (
        <Panel title={t('settings.office')} isFlush>
          {rows(OFFICE)}
          {me.role === 'admin' && rows(ADMINS)}
        </Panel>
      )}
    </>
  );
}
