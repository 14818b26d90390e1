import type { SignedInMember } from '../lib/identity';

/** Names what a person may see as a whole; a device that comes with another one starts its pull again. */
export function scopeName(member: SignedInMember): string {
  return `${member.role}:${member.teamId ?? ''}:${member.scopeVersion}`;
}
