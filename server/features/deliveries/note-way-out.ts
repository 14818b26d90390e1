import type { NoteWayOut } from '../consent/unsubscribe';
import { noteLeftByLink } from './outcomes.store';

/** The mail by whose link somebody left the list says so, in the transaction that takes them off it. */
export const noteWayOut: NoteWayOut = async (client, { addressKey, channel, issuedAtMs }, at) => {
  await noteLeftByLink(client, { addressKey, channel, linkMadeAt: new Date(issuedAtMs).toISOString(), at });
};
