/** What was typed in a campaign's draft, and what the office has of it. Pure. */
import type { CampaignDraft } from '../../../sync/rules/campaign';
import { sameValue } from '../../../sync/rules/document';
import type { DraftContent } from '../../shell/draft-store';

export type DraftPart = keyof CampaignDraft;

/** The parts in which `draft` differs from what is saved. */
export const changedParts = (draft: CampaignDraft, saved: CampaignDraft): DraftPart[] =>
  (Object.keys(draft) as DraftPart[]).filter((part) => !sameValue(draft[part], saved[part]));

/** What is not saved yet as it is kept on the device: what was typed, and what that was typed over. */
export function keptOf(draft: CampaignDraft, saved: CampaignDraft): Required<DraftContent> {
  const parts = changedParts(draft, saved);
  return {
    values: Object.fromEntries(parts.map((part) => [part, draft[part]])),
    bases: Object.fromEntries(parts.map((part) => [part, { stamp: '', values: { [part]: saved[part] } }])),
  };
}

/**
 * What was typed, laid over what the office has by now. `clashing` are the parts that somebody else saved meanwhile in
 * another way: about these somebody has to decide. `over` is the office's draft, and of those parts what was there when
 * they were typed.
 */
export function meetDraft(
  office: CampaignDraft,
  { values, bases = {} }: DraftContent,
): { readonly draft: CampaignDraft; readonly over: CampaignDraft; readonly clashing: readonly DraftPart[] } {
  const typed = (Object.keys(office) as DraftPart[]).filter(
    (part) => part in values && !sameValue(values[part], office[part]),
  );
  const clashing = typed.filter((part) => !sameValue(bases[part]?.values[part], office[part]));
  return {
    draft: { ...office, ...Object.fromEntries(typed.map((part) => [part, values[part]])) },
    over: { ...office, ...Object.fromEntries(clashing.map((part) => [part, bases[part]?.values[part]])) },
    clashing,
  };
}
