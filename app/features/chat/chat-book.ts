import { conversationIdOf, type MessageChannel } from '../../../sync/collections/conversation';
import { recordsOf } from '../../../sync/rules/merged-customers';
import { foldText } from '../../../sync/rules/turkish-text';
import {
  chatRow,
  compareRows,
  type ChatConversation,
  type ChatCustomer,
  type ChatMessage,
  type ChatRow,
} from './chat-model';

export type FoundRow = { readonly row: ChatRow; readonly hit: ChatMessage | null };
const NONE: readonly ChatMessage[] = [];
const before = (a: ChatMessage, b: ChatMessage) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1);

/**
 * Every conversation of this device with what its row needs, kept up one entry at a time. Rows are worked out when
 * asked for, and only those something happened to.
 */
export class ChatBook {
  readonly #me: string;
  readonly #conversations = new Map<string, ChatConversation>();
  readonly #customers = new Map<string, ChatCustomer>();
  readonly #messages = new Map<string, ChatMessage[]>();
  readonly #placeOf = new Map<string, string>();
  readonly #conversationsOf = new Map<string, Set<string>>();
  readonly #rows = new Map<string, ChatRow>();
  readonly #unsorted = new Set<string>();
  /** All that was said in a conversation, a message a line: one look says that a word is in none of thousands. */
  readonly #texts = new Map<string, string>();
  #ordered: readonly ChatRow[] | null = null;
  #roots: ReadonlyMap<string, string> = new Map();

  constructor(me: string) {
    this.#me = me;
  }

  putConversation(conversation: ChatConversation): void {
    const { id, customerId } = conversation;
    this.#conversations.set(id, conversation);
    let of = this.#conversationsOf.get(customerId);
    if (of === undefined) this.#conversationsOf.set(customerId, (of = new Set()));
    of.add(id);
    this.#touch(id);
  }

  removeConversation(id: string): void {
    const known = this.#conversations.get(id);
    if (known === undefined) return;
    this.#touch(id);
    this.#conversations.delete(id);
    this.#conversationsOf.get(known.customerId)?.delete(id);
  }

  /** By customer that is merged into another, who stands for it: what was written with the one is with the other. */
  putRoots(roots: ReadonlyMap<string, string>): void {
    if (roots === this.#roots) return;
    this.#roots = roots;
    for (const id of this.#conversations.keys()) this.#touch(id);
  }

  putCustomer(customer: ChatCustomer): void {
    this.#customers.set(customer.id, customer);
    for (const one of recordsOf(this.#roots, customer.id))
      for (const id of this.#conversationsOf.get(one) ?? []) this.#touch(id);
  }

  putMessage(message: ChatMessage): void {
    const { id, conversationId } = message;
    const held = this.#messages.get(conversationId);
    const known = this.#placeOf.has(id) ? held?.findIndex((one) => one.id === id) : undefined;
    if (held === undefined) this.#messages.set(conversationId, [message]);
    else if (known !== undefined && known >= 0) held[known] = message;
    else held.push(message);
    this.#placeOf.set(id, conversationId);
    this.#unsorted.add(conversationId);
    this.#touch(conversationId);
  }

  removeMessage(id: string): void {
    const conversationId = this.#placeOf.get(id);
    if (conversationId === undefined) return;
    this.#placeOf.delete(id);
    const left = (this.#messages.get(conversationId) ?? []).filter((one) => one.id !== id);
    this.#messages.set(conversationId, left);
    this.#touch(conversationId);
  }

  /** Whose names are not known here yet. */
  get namelessCustomers(): string[] {
    const people = new Set([...this.#conversationsOf.keys()].map((id) => this.#roots.get(id) ?? id));
    return [...people].filter((id) => !this.#customers.has(id));
  }

  hasCustomer(id: string): boolean {
    return recordsOf(this.#roots, id).some((one) => this.#conversationsOf.has(one));
  }

  /** Whether anything was begun with the person on the channel, with whichever of their records. */
  hasThread(channel: MessageChannel, customerId: string): boolean {
    return recordsOf(this.#roots, customerId).some((one) => this.#conversations.has(conversationIdOf(channel, one)));
  }

  /** The row in which this conversation is told of: with a merged record it is that of the person's thread. */
  rowOf(id: string): ChatRow | undefined {
    const [first, ...merged] = this.#partsOf(id);
    if (first === undefined) return undefined;
    let row = this.#rows.get(first);
    if (row === undefined) this.#rows.set(first, (row = this.#workOut(first, merged)));
    return row;
  }

  #workOut(id: string, merged: readonly string[]): ChatRow {
    const parts = [id, ...merged].map((one) => this.#conversations.get(one) as ChatConversation);
    const [first] = parts as [ChatConversation];
    const customerId = this.#roots.get(first.customerId) ?? first.customerId;
    const customer = this.#customers.get(customerId);
    const rowOf = (conversation: ChatConversation, messages: readonly ChatMessage[]) =>
      chatRow({ ...conversation, customerId }, messages, customer, this.#me);
    const latest = (field: 'lastInboundAt' | 'lastOutboundAt') =>
      parts
        .map((one) => one[field])
        .sort()
        .at(-1) ?? '';
    const row = rowOf(
      { ...first, lastInboundAt: latest('lastInboundAt'), lastOutboundAt: latest('lastOutboundAt') },
      this.messagesIn(id),
    );
    const threadId = customerId === first.customerId ? id : conversationIdOf(first.channel, customerId);
    if (merged.length === 0) return { ...row, threadId };
    // Each was read up to a moment of its own.
    const unread = parts.reduce((sum, one) => sum + rowOf(one, this.messagesOf(one.id)).unread, 0);
    return { ...row, threadId, unread };
  }

  /**
   * What opens as one thread with this conversation, whose row comes first: what was written with other records of the
   * person on the same channel; the record that stands for them before the others.
   */
  #partsOf(id: string): readonly string[] {
    const conversation = this.#conversations.get(id);
    if (conversation === undefined) return [];
    const { customerId, channel } = conversation;
    const records = recordsOf(this.#roots, this.#roots.get(customerId) ?? customerId);
    if (records.length === 1) return [id];
    return records.flatMap((record) =>
      [...(this.#conversationsOf.get(record) ?? [])].filter((one) => this.#conversations.get(one)?.channel === channel),
    );
  }

  /** All that was said in the thread of a conversation, oldest first. */
  messagesIn(id: string): readonly ChatMessage[] {
    const parts = this.#partsOf(id);
    return parts.length === 1 ? this.messagesOf(id) : parts.flatMap((one) => this.messagesOf(one)).sort(before);
  }

  /** Oldest first. */
  messagesOf(conversationId: string): readonly ChatMessage[] {
    const held = this.#messages.get(conversationId);
    if (held === undefined) return NONE;
    if (this.#unsorted.delete(conversationId)) held.sort(before);
    return held;
  }

  /** All rows, newest first; the same array until something changes. */
  get rows(): readonly ChatRow[] {
    return (this.#ordered ??= [...new Set([...this.#conversations.keys()].map((id) => this.rowOf(id) as ChatRow))].sort(
      compareRows,
    ));
  }

  /**
   * The rows whose customer's name or any of whose texts hold every word of `text`, each with the last message that
   * does (null where the name did).
   */
  search(text: string): readonly FoundRow[] {
    const words = foldText(text)
      .split(/\s+/)
      .filter((word) => word !== '');
    if (words.length === 0) return this.rows.map((row) => ({ row, hit: null }));
    const holds = (folded: string) => words.every((word) => folded.includes(word));
    return this.rows.flatMap((row): FoundRow[] => {
      if (holds(this.#customers.get(row.customerId)?.folded ?? '')) return [{ row, hit: null }];
      if (!holds(this.#textOf(row.id))) return [];
      const messages = this.messagesIn(row.id);
      for (let at = messages.length - 1; at >= 0; at -= 1) {
        const message = messages[at] as ChatMessage;
        if (holds(message.folded)) return [{ row, hit: message }];
      }
      return [];
    });
  }

  #textOf(conversationId: string): string {
    let text = this.#texts.get(conversationId);
    if (text === undefined) {
      text = this.messagesIn(conversationId)
        .map(({ folded }) => folded)
        .join('\n');
      this.#texts.set(conversationId, text);
    }
    return text;
  }

  #touch(conversationId: string): void {
    for (const id of this.#partsOf(conversationId)) {
      this.#texts.delete(id);
      this.#rows.delete(id);
    }
    this.#ordered = null;
  }
}
