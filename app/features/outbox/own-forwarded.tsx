import { Check, Clock, Undo2 } from 'lucide-react';
import { api } from '../../api/client';
import { useCall } from '../../api/use-call';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { iconSize } from '../../ui/icon-size';
import { Panel, Row } from '../../ui/panel';
import { useNowMs } from '../../ui/use-now';
import { useMembers } from '../members/use-members';

const ask = () => api.work.ownForwarded.query();
const STATES = {
  applied: { Icon: Check, words: 'outbox.forward.own.applied' },
  declined: { Icon: Undo2, words: 'outbox.forward.own.declined' },
  waiting: { Icon: Clock, words: 'outbox.forward.own.waiting' },
} as const;
const SHOWN = 10;

/** What this person passed on and what became of it; nothing where there is none, or the office is not reached. */
export function OwnForwarded() {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const { byId } = useMembers();
  const { data = [] } = useCall(ask);
  if (data.length === 0) return null;
  return (
    <Panel isFlush title={t('outbox.forward.own.title')}>
      {data.slice(0, SHOWN).map(({ id, title, receivedAt, outcome, reply, settledAt, settledBy }) => {
        const { Icon, words } = STATES[outcome ?? 'waiting'];
        const name = byId.get(settledBy ?? '')?.fullName ?? t('audit.unknownMember');
        return (
          <Row
            key={id}
            icon={<Icon {...iconSize.row} />}
            title={title}
            detail={`${t(words, { name, reply })} · ${formats.relativeTime(settledAt ?? receivedAt, nowMs)}`}
          />
        );
      })}
    </Panel>
  );
}
