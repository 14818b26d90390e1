import { UserRoundPlus } from 'lucide-react';
import { useCallback } from 'react';
import { api } from '../../api/client';
import { useRecalledCall } from '../../api/use-recalled-call';
import { useReloadEvery } from '../../api/use-reload-every';
import { useText } from '../../i18n/use-text';
import { iconSize } from '../../ui/icon-size';
import { Panel, Row } from '../../ui/panel';

const AGAIN_MS = 60_000;

/** Who wrote on WhatsApp and is nobody's customer: nobody answers them until somebody says whose they are. */
export default function StrangersWaiting() {
  const t = useText();
  const { data, reload } = useRecalledCall(
    'strangers',
    useCallback(() => api.chat.unmatchedCount.query(), []),
  );
  useReloadEvery(reload, AGAIN_MS);
  if (data === undefined || data.count === 0) return null;
  return (
    <Panel isFlush>
      <Row
        href="/messages?show=unmatched"
        icon={<UserRoundPlus {...iconSize.row} />}
        title={<strong>{t('chat.strangers.title', data)}</strong>}
        detail={t('chat.strangers.detail')}
      />
    </Panel>
  );
}
