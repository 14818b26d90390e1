import { conversationIdOf, type ConversationFields, type Handover } from '../../../sync/collections/conversation';
import { fileIdOf } from '../../../sync/collections/file';
import { MAX_CAPTION_LENGTH, SENT_KINDS, type MessageFields } from '../../../sync/collections/message';
import { isTooLongForSms, linkInSms, withWayOut } from '../../../sync/rules/sms-text';
import { hasPlaces } from '../../../sync/rules/template-text';
import { problem, type Change, type Problem, type PushFacts } from '../../lib/push-rule';
import { maySeeCustomer } from '../customers/may-see-customer';

/** Before the merge: may this person ask for this at all? Documents out of scope never come this far. */
export function mayPushConversation(change: Change, facts: PushFacts): Problem | null {
  const { before, wanted } = change;
  const { pusher, customers } = facts;
  // What others have read is theirs to say.
  const read = Object.keys((wanted['readUpTo'] ?? {}) as object);
  if (change.touched.has('readUpTo') && read.some((id) => id !== pusher.id))
    return problem('request.invalid', { field: 'readUpTo' });
  if (!areOwnHandovers(change, pusher.id)) return problem('request.invalid', { field: 'handovers' });
  if (!isSeenByAssignee(change, facts)) return problem('conversation.assigneeOutOfSight', { field: 'assigneeId' });
  if (before !== null) return null;
  if (wanted['createdBy'] !== pusher.id) return problem('request.invalid', { field: 'createdBy' });
  const customer = customers.get(String(wanted['customerId']));
  if (customer === undefined) return problem('conversation.customerUnknown');
  return maySeeCustomer(pusher, customer) ? null : problem('conversation.outOfScope');
}

/** Nobody gives something away in another's name. */
function areOwnHandovers({ before, wanted }: Change, pusherId: string): boolean {
  const known = new Set(((before?.['handovers'] ?? []) as Handover[]).map(({ id }) => id));
  return ((wanted['handovers'] ?? []) as Handover[]).every(({ id, by }) => by === pusherId || known.has(id));
}

/** Who does not see the customer would be given a thread that they cannot open. */
function isSeenByAssignee({ before, wanted, touched }: Change, { members, customers }: PushFacts): boolean {
  const id = String(wanted['assigneeId'] ?? '');
  if (!touched.has('assigneeId') || id === '') return true;
  const assignee = members.get(id);
  const customer = customers.get(String(before?.['customerId'] ?? wanted['customerId']));
  return assignee?.isActive === true && customer !== undefined && maySeeCustomer(assignee, customer);
}

export function mayPushMessage(
  { before, wanted, touched }: Change,
  { pusher, customers, of }: PushFacts,
): Problem | null {
  if (before !== null) return touched.has('fileId') ? problem('request.invalid', { field: 'fileId' }) : null;
  if (wanted['createdBy'] !== pusher.id) return problem('request.invalid', { field: 'createdBy' });
  if (wanted['direction'] !== 'out') return problem('request.invalid', { field: 'direction' });
  const conversation = of['conversations']?.get(String(wanted['conversationId']));
  if (conversation === undefined) return problem('message.conversationUnknown');
  if (conversation['customerId'] !== wanted['customerId'] || conversation['channel'] !== wanted['channel'])
    return problem('sync.invalidDocument', { field: 'conversationId' });
  // Nobody writes in the name of what another sends.
  const bulk = of['bulks']?.get(String(wanted['bulkId']));
  if (bulk !== undefined && bulk['createdBy'] !== pusher.id) return problem('request.invalid', { field: 'bulkId' });
  const customer = customers.get(String(wanted['customerId']));
  if (customer === undefined || !maySeeCustomer(pusher, customer)) return problem('message.outOfScope');
  // It may come after the message; whose it is, is asked again before it leaves.
  const file = of['files']?.get(String(wanted['fileId']));
  return file === undefined || file['customerId'] === wanted['customerId'] ? null : problem('message.fileOfAnother');
}

/** Of a conversation its name is what it is about: that two devices that begin one begin the same. */
export function checkConversation({ id, before, after }: Change): Problem | null {
  const { channel, customerId } = after as ConversationFields;
  return before !== null || id === conversationIdOf(channel, customerId)
    ? null
    : problem('sync.invalidDocument', { field: 'id' });
}

/** One file to a message, with words below it that its channel has room for; what was spoken has none. */
function problemOfFile({ channel, body, kind = 'text', fileId = '', bulkId = '', seconds, peaks }: MessageFields) {
  const isSpoken = kind === 'audio';
  if (fileId === '') {
    if (kind !== 'text') return problem('sync.invalidDocument', { field: 'kind' });
  } else if (channel === 'sms' || bulkId !== '') return problem('message.noFiles');
  else if (!SENT_KINDS.some((each) => each === kind)) return problem('sync.invalidDocument', { field: 'kind' });
  if (!isSpoken && ((seconds ?? 0) > 0 || (peaks ?? []).length > 0))
    return problem('sync.invalidDocument', { field: 'seconds' });
  if (isSpoken && body !== '') return problem('sync.invalidDocument', { field: 'body' });
  return channel === 'whatsapp' && fileId !== '' && body.length > MAX_CAPTION_LENGTH
    ? problem('message.captionTooLong')
    : null;
}

/**
 * Files of the office's own: the first is the message's file where it has no other, and a mail takes the rest along.
 */
function problemOfCarried(id: string, { channel, fileId = '', bulkId = '', carriedIds = [] }: MessageFields) {
  const [first] = carriedIds;
  if (first === undefined) return null;
  if (channel === 'sms' || bulkId !== '') return problem('message.noFiles');
  const isSound =
    channel === 'email'
      ? fileId !== '' && new Set(carriedIds).size === carriedIds.length
      : carriedIds.length === 1 && fileId === fileIdOf(id, first);
  return isSound ? null : problem('sync.invalidDocument', { field: 'carriedIds' });
}

/** After the merge and the check of the shape: is there anything to send, on a way there is? */
export function checkMessage({ id, before, after }: Change): Problem | null {
  if (before !== null) return null;
  const message = after as MessageFields;
  const { channel, direction, subject, body, bulkId = '', fileId = '' } = message;
  // What came in is as its writer wrote it.
  if (direction === 'in') return null;
  // Numbers are banned for it.
  if (channel === 'whatsapp' && bulkId !== '') return problem('message.channelClosed');
  if ((channel === 'email') !== (subject.trim() !== '')) return problem('sync.invalidDocument', { field: 'subject' });
  const wrong = problemOfFile(message) ?? problemOfCarried(id, message);
  if (wrong !== null) return wrong;
  // A mail without a word is taken for something else.
  if (body.trim() === '' && (fileId === '' || channel === 'email'))
    return problem('sync.invalidDocument', { field: 'body' });
  // A hole would be read by the customer.
  if (hasPlaces(subject) || hasPlaces(body)) return problem('message.unfilled');
  if (channel !== 'sms') return null;
  if (linkInSms(body) !== '') return problem('message.linkInSms');
  // As whoever takes most would count it: the carrier may be another one by the time it leaves, and the language of the
  // way out is the customer's. The app asks both, and so does what hands it over.
  const leaves = bulkId === '' ? body : withWayOut(body, 'tr');
  return isTooLongForSms(leaves, true) ? problem('message.smsTooLong') : null;
}
