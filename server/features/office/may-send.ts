import type { Deps } from '../../deps';
import type { MessageChannel } from '../../../sync/collections/conversation';
import { readLeftSince } from './office.store';
import { withoutAccount } from './without-account';

export type Sending = {
  readonly held: boolean;
  /** When a backup was put back, an instant; null: never. */ readonly restoredAt: string | null;
  /** What left the office, or may have, since that backup was made: to be looked at before it sends again. */
  readonly leftSinceBackup: readonly {
    readonly purpose: string;
    readonly channel: string;
    readonly count: number;
    /** Of these, whose fate nobody knows. */
    readonly unknown: number;
  }[];
  /** Channels on which nothing reaches anybody: what is sent stays on the server. */
  readonly withoutAccount: readonly MessageChannel[];
};

/** After a restore nobody can know what was sent since the backup: everything waits until a manager says go. */
export async function readSending({
  prisma,
  pool,
  config,
}: Pick<Deps, 'prisma' | 'pool' | 'config'>): Promise<Sending> {
  const office = await prisma.office.findUnique({
    where: { id: 1 },
    select: { sendsHeld: true, restoredAt: true, backupAt: true },
  });
  if (office === null) throw new Error('the office row is missing');
  return {
    held: office.sendsHeld,
    restoredAt: office.restoredAt?.toISOString() ?? null,
    leftSinceBackup: office.backupAt === null ? [] : await readLeftSince(pool, office.backupAt),
    withoutAccount: withoutAccount(config),
  };
}
