import type { DocumentFields } from '../../../sync/collections/definition';
import { systemEntryId } from '../../../sync/rules/system-entry-id';
import type { Deps } from '../../deps';
import { forgetResults, nextResults, nextToTell, recordTold } from './run.store';

/** 100 in a turn and five turns a second at most: tablets take each of these as a change of a customer. */
const AT_ONCE = 100;
const BETWEEN_MS = 200;

/**
 * Customers show which campaign reached them last, once it is over, and it stands in their time. True: there are more.
 */
export async function tellCustomers(deps: Deps, isOver: () => boolean): Promise<boolean> {
  for (;;) {
    if (isOver()) return true;
    const next = await nextToTell(deps.pool, AT_ONCE);
    if (next === null) return false;
    const { id, name, createdBy, rows } = next;
    await deps.writeAsOffice(
      'customers',
      rows.map(({ customerId, at, result }) => ({
        id: customerId,
        values: (stands) => {
          const last = (stands?.['lastCampaign'] ?? {}) as { at?: string };
          // What reached them later stays.
          return stands === null || (last.at ?? '') >= at
            ? null
            : { lastCampaign: { id, name, at }, lastCampaignResult: result };
        },
      })),
      'job:run-campaigns',
    );
    const createdAt = new Date(deps.now()).toISOString();
    await deps.writeAsOffice(
      'interactions',
      rows.map(({ customerId, at }) => ({
        id: systemEntryId(customerId, 'campaign', id),
        values: (stands) =>
          stands === null
            ? {
                ...{ customerId, authorId: createdBy, kind: 'campaign', outcome: '', durationMinutes: 0, retracts: '' },
                // In words for builds that do not know the kind.
                body: `Kampanya: ${name}`,
                fact: { is: id, name },
                // The database's clock may be ahead of this process's, and nothing happens in the future.
                occurredAt: at < createdAt ? at : createdAt,
                createdAt,
              }
            : null,
      })),
      'job:run-campaigns',
    );
    const last = rows.length === AT_ONCE ? (rows.at(-1)?.key ?? null) : null;
    await recordTold(deps.pool, id, next.toldTo, last);
    if (rows.length > 0) await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  }
}

/** What providers said of campaigns' mails since customers show them. True: there are more. */
export async function tellResults(deps: Deps, isOver: () => boolean): Promise<boolean> {
  for (;;) {
    if (isOver()) return true;
    const due = await nextResults(deps.pool, AT_ONCE);
    if (due.length === 0) return false;
    await deps.writeAsOffice(
      'customers',
      due.flatMap(({ customerId, campaignId, result }) =>
        customerId === null
          ? []
          : {
              id: customerId,
              values: (stands: DocumentFields | null) => {
                const last = (stands?.['lastCampaign'] ?? {}) as { id?: string };
                return last.id === campaignId && stands?.['lastCampaignResult'] !== result
                  ? { lastCampaignResult: result }
                  : null;
              },
            },
      ),
      'job:run-campaigns',
    );
    await forgetResults(deps.pool, due);
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  }
}
