import { useEffect, useMemo, useState } from 'react';
import { EVERYBODY, useCustomerRows, type CustomerFilter, type CustomerRow } from '../../../database/use-customer-rows';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { BoardColumn } from '../../../ui/board';
import { RampMark } from '../../../ui/ramp-mark';
import { customerName } from '../../customers/customer-name';
import { stageStep } from '../../settings/stage-step';
import { useStages } from '../../settings/use-stages';
import { StageCard } from './stage-card';

/** More than a column shows at once; twice as many each time its end comes into sight. */
const FIRST_CARDS = 24;

/** The customers of one stage. One that is no longer offered shows only while it holds somebody. */
export function StageColumn({
  stage,
  filter,
  isReceiving,
}: {
  stage: string;
  filter: Pick<CustomerFilter, 'ownerIds' | 'segmentId' | 'segment'>;
  isReceiving: boolean;
}) {
  const t = useText();
  const formats = useFormats();
  const { stageOf, nameOf } = useStages();
  const asked = useMemo(() => ({ ...EVERYBODY, ...filter, stages: [stage] }), [filter, stage]);
  const customerRows = useCustomerRows(asked, 'due');
  const { total, ready, rowAt, loadRange } = customerRows;
  const [wanted, setWanted] = useState(FIRST_CARDS);
  const end = Math.min(wanted, total);
  useEffect(() => {
    if (end > 0) loadRange(0, end);
  }, [loadRange, end]);
  const cards = useMemo(() => {
    const rows: CustomerRow[] = [];
    for (let at = 0; at < end; at += 1) {
      const row = rowAt(at);
      if (row === undefined) break;
      rows.push(row);
    }
    return rows;
    // `customerRows` is another one with every answer that came.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- rowAt and loadRange change with it
  }, [customerRows, end]);
  const found = stageOf(stage);
  const isClosed = found === undefined || found.isArchived;
  if (isClosed && total === 0) return null;
  return (
    <BoardColumn
      id={stage}
      label={nameOf(stage)}
      mark={<RampMark step={stageStep(found?.colour ?? 1)} />}
      count={ready ? formats.number(total) : null}
      countLabel={t('board.count', { count: total })}
      {...(isClosed ? { note: t('board.closed') } : {})}
      cards={cards}
      nameOf={(card) => customerName(card, t)}
      empty={t(!ready || isReceiving ? 'board.receiving' : 'board.empty')}
      {...(cards.length < total ? { onMore: () => setWanted(2 * cards.length) } : {})}
    >
      {(card) => <StageCard row={card} />}
    </BoardColumn>
  );
}
