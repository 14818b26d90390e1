import { ClipboardCheck } from 'lucide-react';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { iconSize } from '../../ui/icon-size';
import { Panel, Row } from '../../ui/panel';
import { useRequests } from '../appointments/approval/use-requests';

/** What waits for this manager's word; nothing on a day without. */
export function RequestsWaiting() {
  const t = useText();
  const formats = useFormats();
  const requests = useRequests() ?? [];
  const [first] = requests;
  if (first === undefined) return null;
  return (
    <Panel isFlush title={t('appointments.approval.title')}>
      <Row
        href="/approvals"
        icon={<ClipboardCheck {...iconSize.row} />}
        title={<strong>{t('appointments.approval.count', { count: requests.length })}</strong>}
        detail={t('appointments.approval.first', { when: formats.weekdayTime(first.startsAt, first.endsAt) })}
      />
    </Panel>
  );
}
