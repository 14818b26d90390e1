import { z } from 'zod';
import { AUDIENCE_PARTS, campaignDraft, campaignName, LANGUAGES, resumeReason } from '../../../sync/rules/campaign';
import { DELIVERY_REASONS, DELIVERY_STATES } from '../../../sync/rules/delivery';
import { managerProcedure, router } from '../../trpc/init';
import { addImage, MAX_IMAGE_LETTERS } from './add-image';
import { EXPORTS, exportRecipients } from './export-recipients';
import { previewCampaign } from './preview-campaign';
import { createCampaign, discardCampaign, duplicateCampaign, saveCampaign } from './save-campaign';
import { sendTest } from './send-test';
import { listCampaigns, showAudience, showCampaign, showRecipients } from './show-campaign';
import { showDeliverability } from './show-deliverability';
import { showReadiness, startCampaign } from './start-campaign';
import { cancelCampaign, pauseCampaign, reopenCampaign, resumeCampaign, retryFailed } from './steer-campaign';

const id = z.uuid();
const line = z.string().regex(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z [0-9a-f-]{36}$/);
const language = z.enum(LANGUAGES);
const one = z.strictObject({ id });
/** An address's key, or a customer's id. */
const rowCursor = z.string().regex(/^([0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/);
const exportCursor = z.string().regex(/^(r [0-9a-f]{64}|o ([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?)$/);
const by = ({ member, request }: { member: { id: string }; request: { ip: string } }) => ({
  memberId: member.id,
  ip: request.ip,
});

/** Managers and admins send: their team's campaigns, to whom they themselves see. */
export const campaignsRouter = router({
  list: managerProcedure
    .input(z.strictObject({ cursor: line.nullable() }))
    .query(({ ctx, input }) => listCampaigns(ctx.deps, ctx.member, input.cursor)),
  show: managerProcedure.input(one).query(({ ctx, input }) => showCampaign(ctx.deps, ctx.member, input.id)),
  create: managerProcedure
    // An app from before does not name which campaign it begins, nor which copy it makes.
    .input(z.strictObject({ name: campaignName, id: id.optional() }))
    .mutation(({ ctx, input }) => createCampaign(ctx.deps, ctx.member, input.name, input.id)),
  duplicate: managerProcedure
    .input(z.strictObject({ id, name: campaignName, copyId: id.optional() }))
    .mutation(({ ctx, input }) => duplicateCampaign(ctx.deps, ctx.member, input.id, input.name, input.copyId)),
  save: managerProcedure
    .input(z.strictObject({ id, version: z.int().min(1), draft: campaignDraft }))
    .mutation(({ ctx, input }) => saveCampaign(ctx.deps, ctx.member, input)),
  discard: managerProcedure
    .input(one)
    .mutation(({ ctx, input }) => discardCampaign(ctx.deps, ctx.member, by(ctx), input.id)),
  addImage: managerProcedure
    .input(z.strictObject({ data: z.base64().max(MAX_IMAGE_LETTERS) }))
    .mutation(({ ctx, input }) => addImage(ctx.deps, ctx.member, input.data)),
  /** To how many it would go, who is left out, and what keeps it from leaving. */
  readiness: managerProcedure.input(one).query(({ ctx, input }) => showReadiness(ctx.deps, ctx.member, input.id)),
  audience: managerProcedure
    .input(z.strictObject({ id, part: z.enum(AUDIENCE_PARTS), cursor: id.nullable() }))
    .query(({ ctx, input }) => showAudience(ctx.deps, ctx.member, input)),
  preview: managerProcedure
    .input(z.strictObject({ id, language, customerId: id.nullable(), isDark: z.boolean() }))
    .query(({ ctx, input }) => previewCampaign(ctx.deps, ctx.member, input)),
  /** `key`: one press of the button. */
  test: managerProcedure
    .input(z.strictObject({ id, language, key: id }))
    .mutation(({ ctx, input }) => sendTest(ctx.deps, ctx.member, input)),
  start: managerProcedure
    .input(
      z.strictObject({
        id,
        version: z.int().min(1),
        expected: z.int().min(0),
        startsAt: z.iso.datetime({ precision: 3 }).nullable(),
      }),
    )
    .mutation(({ ctx, input }) => startCampaign(ctx.deps, ctx.member, by(ctx), input)),
  pause: managerProcedure
    .input(one)
    .mutation(({ ctx, input }) => pauseCampaign(ctx.deps, ctx.member, by(ctx), input.id)),
  resume: managerProcedure
    .input(z.strictObject({ id, why: resumeReason }))
    .mutation(({ ctx, input }) => resumeCampaign(ctx.deps, ctx.member, by(ctx), input.id, input.why)),
  cancel: managerProcedure
    .input(one)
    .mutation(({ ctx, input }) => cancelCampaign(ctx.deps, ctx.member, by(ctx), input.id)),
  reopen: managerProcedure
    .input(one)
    .mutation(({ ctx, input }) => reopenCampaign(ctx.deps, ctx.member, by(ctx), input.id)),
  retry: managerProcedure.input(one).mutation(({ ctx, input }) => retryFailed(ctx.deps, ctx.member, by(ctx), input.id)),
  recipients: managerProcedure
    .input(
      z.strictObject({
        id,
        state: z.enum([...DELIVERY_STATES, 'left_out']).nullable(),
        reason: z.enum(DELIVERY_REASONS).nullable(),
        cursor: rowCursor.nullable(),
      }),
    )
    .query(({ ctx, input }) => showRecipients(ctx.deps, ctx.member, input)),
  exportRows: managerProcedure
    .input(
      z.strictObject({
        id,
        what: z.enum(EXPORTS),
        reason: z.enum(DELIVERY_REASONS).nullable().default(null),
        cursor: exportCursor.nullable(),
      }),
    )
    .query(({ ctx, input }) => exportRecipients(ctx.deps, ctx.member, input)),
  deliverability: managerProcedure.query(({ ctx }) => showDeliverability(ctx.deps)),
});
