import { useMemo, type CSSProperties } from 'react';
import { stageSpans } from '../../../sync/rules/stage-spans';
import type { StoredCustomer } from '../../database/saha-database';
import { stampOf } from '../../../sync/rules/document';
import { stampMs } from '../../../sync/rules/stamp';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { classNames } from '../../ui/class-names';
import { StageBadge } from '../customers/stage/stage-badge';
import { useNowMs } from '../../ui/use-now';
import { stageStep } from '../settings/stage-step';
import { useStages } from '../settings/use-stages';
import styles from './stage-strip.module.css';

const DAY_MS = 86_400_000;

type Logged = Parameters<typeof stageSpans>[1];

/**
 * The way the customer has come: every stage with the days spent in it, in order. `logged`: all that was; its room
 * alone while that is not known.
 */
export function StageStrip({ customer, logged }: { customer: StoredCustomer; logged: Logged | undefined }) {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const { stageOf } = useStages();
  const { id, stage, createdAt, sync } = customer;
  const spans = useMemo(() => {
    const stamp = stampOf(sync.stamps, 'stage');
    const changedAt = stamp === '' ? '' : new Date(stampMs(stamp)).toISOString();
    return stageSpans({ id, stage, createdAt, changedAt }, logged ?? []);
  }, [id, stage, createdAt, sync.stamps, logged]);
  if (logged === undefined)
    return (
      <div className={classNames(styles.strip, styles.room)} aria-hidden="true">
        <div className={styles.span}>
          <StageBadge stage={stage} />
          <span className={styles.days}>{'\u00a0'}</span>
        </div>
      </div>
    );
  return (
    <ol className={styles.strip} aria-label={t('journey.stages.label')}>
      {spans.map((span, at) => {
        const ms = (span.untilAt === '' ? nowMs : Date.parse(span.untilAt)) - Date.parse(span.fromAt);
        const days = Math.max(0, Math.floor(ms / DAY_MS));
        const step = stageStep(stageOf(span.stage)?.colour ?? 1);
        return (
          <li
            key={`${span.fromAt} ${at}`}
            className={styles.span}
            style={{ '--share': Math.sqrt(days + 1), '--step': `var(--stage-${step})` } as CSSProperties}
            title={formats.dateTime(span.fromAt)}
            aria-current={span.untilAt === '' ? 'step' : undefined}
          >
            <StageBadge stage={span.stage} />
            <span className={styles.days}>
              {t(span.untilAt === '' ? 'journey.stages.days' : 'journey.stages.daysOver', { days })}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
