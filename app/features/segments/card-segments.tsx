import { Check, Minus } from 'lucide-react';
import { isGroup } from '../../../sync/rules/segment-conditions';
import type { SegmentCondition, SegmentGroup, SegmentRule } from '../../../sync/rules/segment-rule';
import { useText } from '../../i18n/use-text';
import { AdaptivePopover } from '../../ui/adaptive-popover';
import { Button, LinkButton } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import { PopoverTrigger } from '../../ui/popover-trigger';
import visuallyHidden from '../../ui/visually-hidden.module.css';
import { ConditionWords } from './condition-words';
import styles from './card-segments.module.css';
import { useMembership, type Membership } from './use-membership';

/**
 * In which segments a customer is, and why. Asked for by a tap: the answer reads appointments and contacts of
 * everybody, which no card has to wait for.
 */
export default function CardSegments({ customerId }: { customerId: string }) {
  const t = useText();
  return (
    <div className={styles.segments}>
      <PopoverTrigger>
        <Button variant="quiet">{t('segments.ofCustomer')}</Button>
        <AdaptivePopover label={t('segments.ofCustomer')} className={styles.panel}>
          {() => (
            <div className={styles.memberships}>
              <Memberships customerId={customerId} />
            </div>
          )}
        </AdaptivePopover>
      </PopoverTrigger>
    </div>
  );
}

function Memberships({ customerId }: { customerId: string }) {
  const t = useText();
  const found = useMembership(customerId);
  if (found === null) return <p role="status">{t('segments.beingRead')}</p>;
  if (found.length === 0) return <p>{t('segments.inNone')}</p>;
  return found.map((membership) => <Why key={membership.segment.id} {...membership} />);
}

function Why({ segment, met }: Membership) {
  const t = useText();
  let next = 0;
  const conditions = (those: readonly SegmentCondition[]) =>
    those.map((condition) => {
      const at = next;
      next += 1;
      const isMet = met[at] === true;
      const Icon = isMet ? Check : Minus;
      return (
        <li key={at} className={styles.condition} data-met={isMet}>
          <Icon {...iconSize.small} />
          <span>
            <ConditionWords condition={condition} />
            <span className={visuallyHidden.visuallyHidden}>{t(isMet ? 'segments.met' : 'segments.notMet')}</span>
          </span>
        </li>
      );
    });
  const group = (of: SegmentRule | SegmentGroup, key: string | number) => (
    <div key={key} className={styles.group}>
      {of.rules.length > 1 && <p className={styles.how}>{t(`filter.combinator.${of.combinator}`)}</p>}
      {of.not === true && <p className={styles.how}>{t('filter.not')}</p>}
      <ul className={styles.conditions}>
        {(of.rules as readonly (SegmentCondition | SegmentGroup)[]).map((one, at) =>
          isGroup(one) ? <li key={`group ${at}`}>{group(one, at)}</li> : conditions([one]),
        )}
      </ul>
    </div>
  );
  return (
    <div className={styles.why}>
      <p className={styles.name}>{segment.name}</p>
      {segment.rule.rules.length === 0 ? <p>{t('segments.everybody')}</p> : group(segment.rule, 'rule')}
      <LinkButton href={`/segments/${segment.id}`}>{t('segments.open')}</LinkButton>
    </div>
  );
}
