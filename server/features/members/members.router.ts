import { z } from 'zod';
import { longestText } from '../../../sync/collections/longest-text';
import { memberShape, ROLES } from '../../../sync/collections/member';
import { adminProcedure, confirmedAdminProcedure, router } from '../../trpc/init';
import type { Context } from '../../trpc/context';
import { listDevices } from '../auth/list-devices';
import { reportLost } from '../auth/report-lost';
import { revokeSession } from '../auth/revoke-session';
import { createMember } from './create-member';
import { createTeam } from './create-team';
import { listTeams, type Administrator } from './members.store';
import { renameTeam } from './rename-team';
import { resetPassword } from './reset-password';
import { setMemberActive } from './set-member-active';
import { showMember } from './show-member';
import { updateMember } from './update-member';

const memberId = z.uuid();
/** Blanks around it do not count, as no field counts them. */
const line = (longest: number) => z.string().trim().max(longest);
const teamName = line(longestText(memberShape.shape.teamName));
const memberInput = z.object({
  fullName: line(longestText(memberShape.shape.fullName)),
  email: line(longestText(memberShape.shape.email)),
  role: z.enum(ROLES),
  teamId: z.union([z.literal(''), z.uuid()]),
});

const administrator = (ctx: Context): Administrator => ({ memberId: ctx.member?.id ?? null, ip: ctx.request.ip });

export const membersRouter = router({
  teams: adminProcedure.query(({ ctx }) => listTeams(ctx.deps.prisma)),
  createTeam: confirmedAdminProcedure
    // An app from before does not name which team it adds.
    .input(z.object({ name: teamName, teamId: z.uuid().optional() }))
    .mutation(({ ctx, input }) => createTeam(ctx.deps, administrator(ctx), input.name, input.teamId)),
  renameTeam: confirmedAdminProcedure
    .input(z.object({ teamId: z.uuid(), name: teamName }))
    .mutation(({ ctx, input }) => renameTeam(ctx.deps, administrator(ctx), input.teamId, input.name)),
  create: confirmedAdminProcedure
    // An app from before does not name whom it adds.
    .input(z.object({ ...memberInput.shape, memberId: memberId.optional() }))
    .mutation(({ ctx, input }) => createMember(ctx.deps, administrator(ctx), input)),
  show: adminProcedure.input(z.object({ memberId })).query(({ ctx, input }) => showMember(ctx.deps, input.memberId)),
  update: confirmedAdminProcedure
    // An app from before sends all of them, and nothing of what it showed.
    .input(z.object({ memberId, member: memberInput.partial(), shown: memberInput.partial().optional() }))
    .mutation(({ ctx, input: { memberId: id, member, shown } }) =>
      updateMember(ctx.deps, administrator(ctx), id, member, shown),
    ),
  setActive: confirmedAdminProcedure
    .input(z.object({ memberId, isActive: z.boolean() }))
    .mutation(({ ctx, input }) => setMemberActive(ctx.deps, administrator(ctx), input.memberId, input.isActive)),
  devices: adminProcedure
    .input(z.object({ memberId }))
    .query(({ ctx, input }) => listDevices(ctx.deps, input.memberId, ctx.session.id)),
  endSession: confirmedAdminProcedure
    .input(z.object({ memberId, sessionId: z.uuid() }))
    .mutation(({ ctx, input }) => revokeSession(ctx.deps, administrator(ctx), input.memberId, input.sessionId)),
  reportLost: confirmedAdminProcedure
    .input(z.object({ memberId, sessionId: z.uuid() }))
    .mutation(({ ctx, input }) => reportLost(ctx.deps, administrator(ctx), input.memberId, input.sessionId)),
  resetPassword: confirmedAdminProcedure
    .input(z.object({ memberId }))
    .mutation(({ ctx, input }) => resetPassword(ctx.deps, administrator(ctx), input.memberId)),
});
