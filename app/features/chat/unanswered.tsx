import { useText } from '../../i18n/use-text';
import { useFormats } from '../../i18n/formats';
import { useDatabase } from '../../database/database-context';
import { LinkButton } from '../../ui/button';
import { Panel, Row } from '../../ui/panel';
import { useNowMs } from '../../ui/use-now';
import { ChannelMark } from './channel-mark';
import { isIn } from './chat-model';
import { useChat } from './use-chat';

const SHOWN = 4;

/** Who wrote and was not answered, longest wait first: of a team only what is this person's to answer. */
export default function Unanswered() {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const { me } = useDatabase();
  const { book, isReady } = useChat(false);
  // Until then names are not known.
  const waiting = (isReady ? book.rows : [])
    .filter((row) => row.isWaiting && isIn('mine', row, me.memberId))
    .sort((a, b) => (a.waitingSince < b.waitingSince ? -1 : 1));
  if (waiting.length === 0) return null;
  return (
    <Panel
      isFlush
      title={t('chat.today.title', { count: waiting.length })}
      action={
        waiting.length > SHOWN ? (
          <LinkButton variant="quiet" href="/messages?show=waiting">
            {t('chat.all')}
          </LinkButton>
        ) : undefined
      }
    >
      {waiting.slice(0, SHOWN).map(({ id, name, channel, waitingSince }) => (
        <Row
          key={id}
          href={`/messages/${id}`}
          title={name === '' ? t('chat.unknownCustomer') : name}
          detail={t('chat.today.since', { when: formats.relativeTime(waitingSince, nowMs) })}
          after={<ChannelMark channel={channel} />}
        />
      ))}
    </Panel>
  );
}
