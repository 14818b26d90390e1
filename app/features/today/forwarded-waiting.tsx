import { Inbox } from 'lucide-react';
import { api } from '../../api/client';
import { useCall } from '../../api/use-call';
import { useText } from '../../i18n/use-text';
import { iconSize } from '../../ui/icon-size';
import { Panel, Row } from '../../ui/panel';

const ask = () => api.work.forwarded.query();

/** What agents were refused and passed on; only while there is something to decide, and the office is reached. */
export function ForwardedWaiting() {
  const t = useText();
  const { data = [] } = useCall(ask);
  if (data.length === 0) return null;
  return (
    <Panel isFlush>
      <Row
        href="/outbox"
        icon={<Inbox {...iconSize.row} />}
        title={<strong>{t('today.forwarded', { count: data.length })}</strong>}
        detail={t('today.forwarded.detail')}
      />
    </Panel>
  );
}
