import { Prisma, type PrismaClient } from '../../../prisma/generated/client';
import { recordAudit as record, type Actor, type AuditedAction } from '../../db/record-audit';
import { CodedError } from '../../lib/coded-error';
import type { MemberValues } from './member-input';

type Transaction = Prisma.TransactionClient;
export type MemberEntry = {
  readonly id: string;
  readonly fullName: string;
  readonly email: string;
  readonly role: string;
  readonly teamId: string | null;
  readonly isActive: boolean;
};
export type NewPassword = {
  readonly passwordHash: string;
  /** Made here: whoever signs in with it chooses one of their own first. */ readonly isTemporary: boolean;
};
/** Who administers, from where. */
export type Administrator = Actor;

const entry = { id: true, fullName: true, email: true, role: true, teamId: true, isActive: true } as const;
const PALETTE_SIZE = 12;

export function inTransaction<T>(prisma: PrismaClient, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return prisma.$transaction(work);
}

export function listTeams(prisma: PrismaClient): Promise<{ id: string; name: string }[]> {
  return prisma.team.findMany({ select: { id: true, name: true }, orderBy: { name: 'asc' } });
}

/** Throws team.nameTaken, also where there is a team of that id. */
export async function insertTeam(tx: Transaction, team: { id: string; name: string }): Promise<void> {
  await orRefuse(() => tx.team.create({ data: team }), 'team');
}

export async function isTeam(prisma: PrismaClient, id: string): Promise<boolean> {
  return (await prisma.team.count({ where: { id } })) === 1;
}

/** The team's name until now; null when there is no such team. Holds it until the transaction ends. */
export async function lockTeam(tx: Transaction, id: string): Promise<string | null> {
  const [team] = await tx.$queryRaw<{ name: string }[]>`SELECT name FROM teams WHERE id = ${id}::uuid FOR UPDATE`;
  return team?.name ?? null;
}

/** Throws team.nameTaken. The name travels with each of the team's people, so their documents count as changed. */
export async function setTeamName(tx: Transaction, id: string, name: string): Promise<void> {
  await orRefuse(() => tx.team.update({ where: { id }, data: { name } }), 'team');
  await tx.$executeRaw`UPDATE members SET team_id = team_id WHERE team_id = ${id}::uuid`;
}

/** Throws member.emailTaken, team.unknown. New people get the palette's colours in turn. */
export async function insertMember(
  tx: Transaction,
  id: string,
  values: MemberValues,
  password: NewPassword,
  nowMs: number,
): Promise<void> {
  const colour = (await tx.member.count()) % PALETTE_SIZE;
  await orRefuse(
    () =>
      tx.member.create({
        data: { id, ...values, colour, credential: { create: { ...password, changedAt: new Date(nowMs) } } },
      }),
    'member',
  );
}

export async function updateMember(tx: Transaction, id: string, values: Partial<MemberValues>): Promise<void> {
  await orRefuse(() => tx.member.update({ where: { id }, data: values }), 'member');
}

export async function setActive(tx: Transaction, id: string, isActive: boolean): Promise<void> {
  await tx.member.update({ where: { id }, data: { isActive } });
}

export async function setPassword(
  tx: Transaction,
  memberId: string,
  password: NewPassword,
  nowMs: number,
): Promise<void> {
  const values = { ...password, temporarySessionId: null, changedAt: new Date(nowMs) };
  await tx.credential.upsert({ where: { memberId }, create: { memberId, ...values }, update: values });
}

/** Null where there is no such person. */
export function readMember(prisma: PrismaClient, id: string): Promise<MemberEntry | null> {
  return prisma.member.findUnique({ where: { id }, select: entry });
}

/**
 * The member, held until the transaction ends together with every admin, so that two admins cannot remove each other at
 * once.
 */
export async function lockMember(tx: Transaction, id: string): Promise<MemberEntry> {
  await tx.$queryRaw`SELECT id FROM members WHERE id = ${id}::uuid OR role = 'admin' ORDER BY id FOR UPDATE`;
  const member = await tx.member.findUnique({ where: { id }, select: entry });
  if (member === null) throw new CodedError('member.unknown', {}, 404);
  return member;
}

/** Whether they were added with a password made here that opened nothing yet. Holds it until the transaction ends. */
export async function lockUnopened(tx: Transaction, memberId: string): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM credentials WHERE member_id = ${memberId}::uuid AND is_temporary AND temporary_session_id IS NULL
    FOR UPDATE`;
  return found.length === 1;
}

export async function hasOtherActiveAdmin(tx: Transaction, id: string): Promise<boolean> {
  return (await tx.member.count({ where: { role: 'admin', isActive: true, id: { not: id } } })) > 0;
}

export async function recordAudit(
  tx: Transaction,
  by: Administrator,
  action: AuditedAction,
  documentId: string,
  before: Prisma.InputJsonObject,
  after: Prisma.InputJsonObject,
  nowMs: number,
): Promise<void> {
  await record(
    tx,
    by,
    action,
    { collection: action.startsWith('team.') ? 'teams' : 'members', documentId },
    before,
    after,
    new Date(nowMs),
  );
}

async function orRefuse<T>(write: () => Promise<T>, noun: 'member' | 'team'): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError) {
      if (error.code === 'P2002')
        throw new CodedError(noun === 'member' ? 'member.emailTaken' : 'team.nameTaken', {}, 409);
      if (error.code === 'P2003') throw new CodedError('team.unknown', {}, 404);
    }
    throw error;
  }
}
