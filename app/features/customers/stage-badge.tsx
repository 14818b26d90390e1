import type { CustomerStage } from '../../../sync/collections/customer';
import { useText } from '../../i18n/use-text';
import { Badge, type Tone } from '../../ui/badge';

/** Colour only at the ends of the road: someone new, someone waiting for our answer, someone won. */
const TONES: Readonly<Record<CustomerStage, Tone>> = {
  new: 'slate', contacted: 'neutral', qualified: 'neutral', proposal: 'amber', won: 'accent', lost: 'neutral',
};

export function StageBadge({ stage }: { stage: CustomerStage }) {
  const t = useText();
  return <Badge tone={TONES[stage]}>{t(`customers.stage.${stage}`)}</Badge>;
}
