import type { Deps } from '../../deps';

export type Sending = {
  readonly held: boolean;
  /** When a backup was put back, an instant; null: never. */ readonly restoredAt: string | null;
};

/** After a restore nobody can know what was sent since the backup: everything waits until a manager says go. */
export async function readSending({ prisma }: Pick<Deps, 'prisma'>): Promise<Sending> {
  const office = await prisma.office.findUnique({ where: { id: 1 }, select: { sendsHeld: true, restoredAt: true } });
  if (office === null) throw new Error('the office row is missing');
  return { held: office.sendsHeld, restoredAt: office.restoredAt?.toISOString() ?? null };
}

/** Asked by everything that sends, right before it claims what it is about to send. */
export async function maySend(deps: Pick<Deps, 'prisma'>): Promise<boolean> {
  return !(await readSending(deps)).held;
}
