import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client';
import { useAct } from '../../api/use-act';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Badge, type Tone } from '../../ui/badge';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { Menu } from '../../ui/menu';
import { Panel } from '../../ui/panel';
import { Particulars } from '../../ui/particulars';
import { useNowMs } from '../../ui/use-now';
import { LineHealth } from './line-health';
import { LineRights } from './line-rights';
import type { ListedLine } from './listed-line';
import styles from './lines.module.css';

const STEPS = ['lines.restrictedStop', 'lines.restrictedPhone', 'lines.restrictedAsk', 'lines.restrictedCap'] as const;
const TONES: Readonly<Record<string, Tone>> = {
  open: 'accent',
  connecting: 'amber',
  restricted: 'amber',
  close: 'brick',
};

/** One line: how it stands, what it has sent, who may use it, and what an admin does with it. */
export function LinePanel({ line, onPair, onChange }: { line: ListedLine; onPair: () => void; onChange: () => void }) {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const { isPending, act } = useAct();
  const [asked, setAsked] = useState<'logOut' | 'remove' | null>(null);
  const [shown, setShown] = useState<'rights' | 'health' | null>(null);
  const {
    id,
    name,
    state,
    stateSince,
    restrictedUntil,
    lastInboundAt,
    silentSince,
    trouble,
    queued,
    unreadable,
    sentToday,
    newChatsToday,
    caps,
  } = line;
  const doIt = (work: () => Promise<unknown>, words: string) =>
    void act(async () => {
      await work();
      setAsked(null);
      onChange();
      return words;
    });
  const facts = [
    t('lines.sentToday', { count: sentToday, cap: caps.daily }),
    t('lines.newChatsToday', { count: newChatsToday, cap: caps.newChats }),
    ...(queued > 0 ? [t('chat.line.queued', { count: queued })] : []),
    silentSince !== null
      ? t('chat.line.silent', { when: formats.relativeTime(silentSince, nowMs) })
      : lastInboundAt === null
        ? t('lines.nothingCame')
        : t('chat.line.lastInbound', { when: formats.relativeTime(lastInboundAt, nowMs) }),
    ...(unreadable > 0 ? [t('lines.unreadable', { count: unreadable })] : []),
  ];
  return (
    <Panel
      title={name}
      action={
        <Menu
          label={t('lines.actions', { name })}
          trigger={<IconButton label={t('lines.actions', { name })} icon={<Ellipsis {...iconSize.row} />} />}
          actions={[
            {
              id: 'restart',
              label: t('lines.restart'),
              onAction: () => doIt(() => api.lines.restart.mutate({ id }), t('lines.restarted')),
            },
            {
              id: 'replay',
              label: t('lines.replay'),
              detail: t('lines.replayDetail'),
              onAction: () =>
                void act(async () => t('lines.replayed', { count: (await api.lines.replay.mutate({ id })).count })),
            },
            { id: 'logOut', label: t('lines.logOut'), tone: 'danger' as const, onAction: () => setAsked('logOut') },
            { id: 'remove', label: t('lines.remove'), tone: 'danger' as const, onAction: () => setAsked('remove') },
          ].map((action) => ({ ...action, isDisabled: isPending }))}
        />
      }
    >
      <div className={styles.line}>
        <p className={styles.state}>
          <span role="status">
            <Badge tone={TONES[state] ?? 'neutral'}>
              {state === 'restricted' && restrictedUntil !== null
                ? t('chat.line.restrictedUntil', { when: formats.weekdayTime(restrictedUntil) })
                : t(`chat.line.state.${state}`)}
            </Badge>
          </span>
          <span>{t('lines.since', { when: formats.relativeTime(stateSince, nowMs) })}</span>
        </p>
        {state === 'restricted' && (
          <div role="alert" className={styles.wrong}>
            <p>{t('lines.restrictedHelp')}</p>
            <ol>
              {STEPS.map((step) => (
                <li key={step}>{t(step)}</li>
              ))}
            </ol>
          </div>
        )}
        {(trouble === 'down' || trouble === 'silent') && (
          <p role="alert" className={styles.wrong}>
            {t(trouble === 'down' ? 'lines.downHelp' : 'lines.silentHelp')}
          </p>
        )}
        <p className={styles.facts}>
          <Particulars texts={facts} />
        </p>
        <div className={styles.acts}>
          {state !== 'open' && state !== 'restricted' && (
            <Button variant="primary" onPress={onPair}>
              {t('lines.connect')}
            </Button>
          )}
          <Button aria-expanded={shown === 'rights'} onPress={() => setShown(shown === 'rights' ? null : 'rights')}>
            {t('lines.rights')}
          </Button>
          <Button aria-expanded={shown === 'health'} onPress={() => setShown(shown === 'health' ? null : 'health')}>
            {t('lines.health')}
          </Button>
        </div>
        {shown === 'rights' && <LineRights line={line} onChange={onChange} />}
        {shown === 'health' && <LineHealth id={id} />}
      </div>
      <ConfirmDialog
        isOpen={asked !== null}
        onOpenChange={() => setAsked(null)}
        tone="danger"
        isPending={isPending}
        title={t(asked === 'remove' ? 'lines.removeTitle' : 'lines.logOutTitle', { name })}
        message={t(asked === 'remove' ? 'lines.removeText' : 'lines.logOutText')}
        confirmLabel={t(asked === 'remove' ? 'lines.remove' : 'lines.logOut')}
        onConfirm={() =>
          asked === 'remove'
            ? doIt(() => api.lines.remove.mutate({ id }), t('lines.removed'))
            : doIt(() => api.lines.logOut.mutate({ id }), t('lines.loggedOut'))
        }
      />
    </Panel>
  );
}
