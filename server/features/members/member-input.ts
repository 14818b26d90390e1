import type { Role } from '../../../sync/collections/member';
import { EMAIL_PATTERN, MAX_EMAIL_LENGTH } from '../../../sync/rules/email-pattern';
import { CodedError } from '../../lib/coded-error';
import { normaliseEmail } from '../auth/normalise-email';

export type MemberInput = {
  readonly fullName: string;
  readonly email: string;
  readonly role: Role;
  /** '' for nobody's team */ readonly teamId: string;
};
export type MemberValues = {
  readonly fullName: string;
  readonly email: string;
  readonly role: Role;
  readonly teamId: string | null;
};

/** What will be stored of what an admin typed. Throws member.nameMissing, member.emailInvalid. */
export function checkMemberInput(input: MemberInput): MemberValues {
  const fullName = tidyName(input.fullName);
  if (fullName === '') throw new CodedError('member.nameMissing');
  const email = normaliseEmail(input.email);
  if (email.length > MAX_EMAIL_LENGTH || !EMAIL_PATTERN.test(email)) throw new CodedError('member.emailInvalid');
  return { fullName, email, role: input.role, teamId: input.teamId === '' ? null : input.teamId };
}

export function tidyName(value: string): string {
  return value.normalize('NFC').replace(/\s+/g, ' ').trim();
}
