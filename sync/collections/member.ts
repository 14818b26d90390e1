import * as z from 'zod/mini';
import { MAX_EMAIL_LENGTH } from '../rules/email-pattern';
import { collection, field, text } from './definition';
import { ROLES } from './role';

export { ROLES, type Role } from './role';

/** The team directory. Pull only: people are administered on the server. */
export const members = collection({
  name: 'members',
  noun: 'member',
  audience: { kind: 'everyone' },
  writable: false,
  fields: {
    fullName: field(text(160), 'server'),
    email: field(z.optional(text(MAX_EMAIL_LENGTH)), 'server', { empty: '', hiddenFrom: ['agent'] }),
    role: field(z.enum(ROLES), 'server'),
    /** '' where the person is in none. */
    teamId: field(text(36), 'server', { empty: '' }),
    teamName: field(text(120), 'server', { empty: '' }),
    /** Index into the calendar palette, 0–11. */
    colour: field(z.int().check(z.minimum(0), z.maximum(11)), 'server', { empty: 0 }),
    isActive: field(z.boolean(), 'server'),
  },
});
export const memberShape = members.shape;
export type MemberFields = z.infer<typeof memberShape>;
