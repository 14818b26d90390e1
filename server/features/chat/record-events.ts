/** Takes in what was told, in one transaction with the note that it was. */
import type { ClientBase } from 'pg';
import type { Deps } from '../../deps';
import type { WhatsappEvent } from '../../gateways/whatsapp/contract';
import { tellPairing } from '../lines/follow-lines';
import { noteLineState } from '../lines/manage-lines';
import { noteIgnored, noteInbound } from './inbox.store';
import { nothingFollowed, recordEvent, type Followed, type Hearing } from './record-event';

export type Told = Hearing & { readonly lineId: string; readonly events: readonly WhatsappEvent[] };

/** `work` within the transaction: what to take in, and what else is to stand with it. */
export async function recordEvents(
  deps: Deps,
  cause: string,
  work: (client: ClientBase) => Promise<readonly Told[]>,
): Promise<readonly Told[]> {
  let followed: Followed = nothingFollowed();
  let all: readonly Told[] = [];
  await deps.withinOffice('messages', cause, async (context) => {
    followed = nothingFollowed();
    all = await work(context.client);
    for (const { lineId, receivedAt, isPulled, events } of all) {
      const ignored = followed.ignored;
      for (const event of events) await recordEvent(deps, context, lineId, event, { receivedAt, isPulled }, followed);
      if (followed.ignored > ignored) await noteIgnored(context.client, lineId, followed.ignored - ignored);
      if (events.some(({ kind }) => kind === 'message')) await noteInbound(context.client, lineId);
    }
    // Before the commit: once what was told is noted as read nobody tells it again, and the no would be nowhere else.
    // Taken back, it is told again; until then the journal knows a no that was really said.
    await deps.journal.append(followed.suppressed);
  });
  if (followed.suppressed.length > 0) deps.hub.publish(['customers']);
  for (const { lineId, events } of all)
    for (const event of events) {
      if (event.kind === 'line') await noteLineState(deps, lineId, event.state);
      if (event.kind === 'pairing') await tellPairing(deps, lineId, event.qr, event.pairingCode);
    }
  for (const job of followed.wakes) deps.jobs.wake(job);
  return all;
}
