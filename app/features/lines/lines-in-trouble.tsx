import { TriangleAlert } from 'lucide-react';
import { useCallback } from 'react';
import { api } from '../../api/client';
import { useRecalledCall } from '../../api/use-recalled-call';
import { useReloadEvery } from '../../api/use-reload-every';
import { useText } from '../../i18n/use-text';
import { iconSize } from '../../ui/icon-size';
import { Panel, Row } from '../../ui/panel';

const AGAIN_MS = 60_000;

/** Lines on which an admin has to act, on the first screen; nothing where all is well. */
export default function LinesInTrouble() {
  const t = useText();
  const { data, reload } = useRecalledCall(
    'lines',
    useCallback(() => api.lines.status.query(), []),
  );
  useReloadEvery(reload, AGAIN_MS);
  const wrong = (data ?? []).flatMap(({ id, name, trouble }) => (trouble === null ? [] : [{ id, name, trouble }]));
  if (wrong.length === 0) return null;
  return (
    <Panel isFlush>
      {wrong.map(({ id, name, trouble }) => (
        <Row
          key={id}
          href="/lines"
          icon={<TriangleAlert {...iconSize.row} />}
          title={<strong>{t(`lines.trouble.${trouble}`, { name })}</strong>}
          detail={t(`lines.trouble.${trouble}Detail`)}
        />
      ))}
    </Panel>
  );
}
