import { Inbox } from 'lucide-react';
import { api } from '../../api/client';
import { useRecalledCall } from '../../api/use-recalled-call';
import { useReloadEvery } from '../../api/use-reload-every';
import { useText } from '../../i18n/use-text';
import { iconSize } from '../../ui/icon-size';
import { Panel, Row } from '../../ui/panel';

const ask = () => api.work.forwardedCount.query();
const AGAIN_MS = 60_000;

/** What agents were refused and passed on; only while there is something to decide, and the office is reached. */
export function ForwardedWaiting() {
  const t = useText();
  const { data: count = 0, reload } = useRecalledCall('forwarded', ask);
  useReloadEvery(reload, AGAIN_MS);
  if (count === 0) return null;
  return (
    <Panel isFlush>
      <Row
        href="/outbox"
        icon={<Inbox {...iconSize.row} />}
        title={<strong>{t('today.forwarded', { count })}</strong>}
        detail={t('today.forwarded.detail')}
      />
    </Panel>
  );
}
