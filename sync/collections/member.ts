import * as z from 'zod/mini';
import { documentId, text, units, type CollectionDefinition } from './definition';

export const ROLES = ['agent', 'manager', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** The team directory. Pull only: people are administered on the server. */
export const memberShape = z.object({
  id: documentId,
  fullName: text(160),
  /** Left out for agents. */
  email: z.optional(text(254)),
  role: z.enum(ROLES),
  teamId: text(36),
  teamName: text(120),
  /** Index into the calendar palette, 0–11. */
  colour: z.int().check(z.minimum(0), z.maximum(11)),
  isActive: z.boolean(),
});
export type MemberFields = z.infer<typeof memberShape>;

export const members: CollectionDefinition = {
  name: 'members',
  writable: false,
  shape: memberShape,
  units: units('server', ['fullName', 'email', 'role', 'teamId', 'teamName', 'colour', 'isActive']),
};
