/** What the figures of the funnel are called and mean. */
import { FEW_EN, FEW_TR, measureOf, type Definition } from './definition';

export const STAGE_DEFINITIONS = {
  standing: measureOf(
    'count',
    'customers',
    ['Ay sonunda', 'Ay sonunda bu aşamada olan müşteriler.'],
    ['At month’s end', 'Customers at this stage at the end of the month.'],
  ),
  entered: measureOf(
    'count',
    'customers',
    ['Gelen', 'Ay içinde bu aşamaya geçen müşteriler.'],
    ['Entered', 'Customers who came to this stage during the month.'],
  ),
  left: measureOf(
    'count',
    'customers',
    ['Ayrılan', 'Ay içinde bu aşamadan ayrılan müşteriler.'],
    ['Left', 'Customers who left this stage during the month.'],
  ),
  stageDays: measureOf(
    'days',
    'customers',
    ['Aşamada geçen süre (ortanca)', `Ayrılanların bu aşamada geçirdiği gün, ortanca değer. ${FEW_TR}`],
    ['Time in stage (median)', `Days that those who left had spent at this stage, the median. ${FEW_EN}`],
  ),
  stageDaysMean: measureOf(
    'days',
    'customers',
    ['Aşamada geçen süre (ortalama)', `Aynı sürenin ortalaması. ${FEW_TR}`],
    ['Time in stage (mean)', `The mean of the same days. ${FEW_EN}`],
  ),
} as const satisfies Record<string, Definition>;
export type StageMeasureId = keyof typeof STAGE_DEFINITIONS;
