import type { CampaignState } from '../../../sync/rules/campaign';
import type { Tone } from '../../ui/badge';

/** Colour beside the word, never instead of it. */
export function campaignTone(state: CampaignState): Tone {
  switch (state) {
    case 'running':
    case 'finished':
      return 'accent';
    case 'paused':
      return 'amber';
    case 'scheduled':
      return 'slate';
    case 'draft':
    case 'cancelled':
      return 'neutral';
  }
}
