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
export function checkMemberInput(input: MemberInput): MemberValues;
export function checkMemberInput(input: Partial<MemberInput>): Partial<MemberValues>;
export function checkMemberInput(input: Partial<MemberInput>): Partial<MemberValues> {
  const values = storedForm(input);
  if (values.fullName === '') throw new CodedError('member.nameMissing');
  if (values.email !== undefined && (values.email.length > MAX_EMAIL_LENGTH || !EMAIL_PATTERN.test(values.email)))
    throw new CodedError('member.emailInvalid');
  return values;
}

/** As the row of a member has it, right or not. */
export const storedForm = ({ fullName, email, role, teamId }: Partial<MemberInput>): Partial<MemberValues> => ({
  ...(fullName === undefined ? {} : { fullName: tidyName(fullName) }),
  ...(email === undefined ? {} : { email: normaliseEmail(email) }),
  ...(role === undefined ? {} : { role }),
  ...(teamId === undefined ? {} : { teamId: teamId === '' ? null : teamId }),
});

export function tidyName(value: string): string {
  return value.normalize('NFC').replace(/\s+/g, ' ').trim();
}
