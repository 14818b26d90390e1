import { useNavigate, useParams } from '@remix-run/react';
import { useCallback, useState } from 'react';
import { api, errorText } from '../../api/client';
import { useAct } from '../../api/use-act';
import { useCall } from '../../api/use-call';
import { useReloadEvery } from '../../api/use-reload-every';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Skeleton } from '../../ui/skeleton';
import { useNowMs } from '../../ui/use-now';
import { CustomerDialog } from '../appointments/form/customer-picker';
import { usePhoneWords } from '../customers/use-phone-words';
import { UNMATCHED_AGAIN_MS } from './unmatched-again';
import { UnmatchedNew } from './unmatched-new';
import styles from './unmatched.module.css';

/** What somebody wrote who is nobody's customer; from here they become one, and the thread goes on in their name. */
export default function UnmatchedScreen() {
  const { id = '' } = useParams();
  return <Unmatched key={id} id={id} />;
}

function Unmatched({ id }: { id: string }) {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const phoneWords = usePhoneWords();
  const navigate = useNavigate();
  const { isPending, act } = useAct();
  const [open, setOpen] = useState<'link' | 'new' | null>(null);
  const { data, error, reload } = useCall(useCallback(() => api.chat.unmatchedThread.query({ id }), [id]));
  useReloadEvery(reload, UNMATCHED_AGAIN_MS);
  if (data === undefined)
    return error === undefined ? (
      <Skeleton rows={5} />
    ) : (
      <EmptyState illustration="offline" title={t('chat.unmatched.offline')}>
        {t(errorText(error))}
      </EmptyState>
    );
  const { name, phone, lineName, messages } = data;
  const shown = name || phoneWords(phone) || t('chat.unmatched.nameless');
  const show = (linked: { customerId: string; conversationId: string }) =>
    navigate(`/messages/${linked.conversationId}?customer=${linked.customerId}&channel=whatsapp`, { replace: true });
  const link = (customerId: string) => {
    setOpen(null);
    void act(async () => {
      show(await api.chat.link.mutate({ id, customerId }));
      return t('chat.unmatched.linked');
    });
  };
  const ignore = () =>
    void act(async () => {
      await api.chat.ignore.mutate({ id });
      navigate('/messages?show=unmatched', { replace: true });
      return t('chat.unmatched.ignored');
    });
  return (
    <section className={styles.frame} aria-label={t('chat.threadWith', { name: shown })}>
      <header className={styles.head}>
        <div className={styles.words}>
          <h2 className={styles.name}>{shown}</h2>
          <p className={styles.about}>
            {[name === '' ? '' : phoneWords(phone), lineName].filter((part) => part !== '').join(' · ')}
          </p>
        </div>
        <Button variant="primary" isDisabled={isPending} onPress={() => setOpen('new')}>
          {t('chat.unmatched.new')}
        </Button>
        <Button isDisabled={isPending} onPress={() => setOpen('link')}>
          {t('chat.unmatched.link')}
        </Button>
        <Button variant="quiet" isDisabled={isPending} onPress={ignore}>
          {t('chat.unmatched.ignore')}
        </Button>
      </header>
      <ul className={styles.said} aria-label={t('chat.thread')}>
        {messages.map(({ id: key, direction, kind, body, fileName, createdAt, revokedAt }) => (
          <li key={key} data-own={direction === 'out' || undefined}>
            <p dir="auto">
              {revokedAt === null
                ? [kind === 'text' ? '' : t(`chat.kind.${kind}`), fileName, body]
                    .filter((part) => part !== '')
                    .join(' · ')
                : t('chat.revoked')}
            </p>
            <p className={styles.about}>
              <time dateTime={createdAt}>{formats.relativeTime(createdAt, nowMs)}</time>
            </p>
          </li>
        ))}
      </ul>
      <p className={styles.foot}>{t('chat.unmatched.readOnly')}</p>
      {open === 'link' && <CustomerDialog onClose={() => setOpen(null)} onPick={link} />}
      {open === 'new' && (
        <UnmatchedNew
          name={name}
          phone={phoneWords(phone)}
          onClose={() => setOpen(null)}
          onMake={async (person) => show(await api.chat.linkNew.mutate({ id, ...person }))}
        />
      )}
    </section>
  );
}
