import { ArrowRightLeft } from 'lucide-react';
import { useText } from '../../i18n/use-text';
import { iconSize } from '../../ui/icon-size';
import { Panel, Row } from '../../ui/panel';
import { useHandoverWithin } from '../appointments/handover/use-handover';

/** So many days are read for it, today among them; the screen that it leads to has what comes later, too. */
const AHEAD_DAYS = 14;

/** Somebody is away or has left, and customers expect them; only while there is something to do about it. */
export function HandoverWaiting() {
  const t = useText();
  const count = (useHandoverWithin(AHEAD_DAYS).groups ?? []).reduce((sum, { all }) => sum + all.length, 0);
  if (count === 0) return null;
  return (
    <Panel isFlush>
      <Row
        href="/handover"
        icon={<ArrowRightLeft {...iconSize.row} />}
        title={<strong>{t('appointments.handover.today', { count, days: AHEAD_DAYS })}</strong>}
        detail={t('appointments.handover.todayDetail')}
      />
    </Panel>
  );
}
