import type { Handover } from '../../../sync/collections/conversation';

/** A thread as lines one under the other: days, the mark of what is new, messages. */
type InThread = { readonly id: string; readonly createdAt: string; readonly direction: 'in' | 'out' };
export type ThreadRow<M extends InThread> =
  | { readonly kind: 'day'; readonly key: string; readonly dayOn: string }
  | { readonly kind: 'unread'; readonly key: string; readonly count: number }
  | { readonly kind: 'handover'; readonly key: string; readonly handover: Handover }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: M;
      /** Follows one of the same side within a few minutes: the two stand together. */
      readonly isFollowing: boolean;
    };

const TOGETHER_MS = 5 * 60_000;

/**
 * `messages` oldest first; `dayOf` is the reader's day of an instant. The mark stands before the first inbound message
 * after `readUpTo`; null: there is none.
 */
export function threadRows<M extends InThread>(
  messages: readonly M[],
  dayOf: (at: string) => string,
  readUpTo: string | null,
  /** In no order. */
  handovers: readonly Handover[] = [],
): readonly ThreadRow<M>[] {
  const rows: ThreadRow<M>[] = [];
  const isNew = ({ direction, createdAt }: M) => readUpTo !== null && direction === 'in' && createdAt > readUpTo;
  const count = messages.filter(isNew).length;
  let day = '',
    isMarked = count === 0,
    before: M | null = null;
  const beginDay = (at: string) => {
    const dayOn = dayOf(at);
    if (dayOn === day) return;
    day = dayOn;
    before = null;
    rows.push({ kind: 'day', key: `day ${dayOn}`, dayOn });
  };
  const given = [...handovers].sort((a, b) => (a.at < b.at ? -1 : 1));
  const giveUntil = (at: string | null) => {
    for (let next = given[0]; next !== undefined && (at === null || next.at <= at); next = given[0]) {
      beginDay(next.at);
      before = null;
      rows.push({ kind: 'handover', key: `handover ${next.id}`, handover: next });
      given.shift();
    }
  };
  for (const message of messages) {
    giveUntil(message.createdAt);
    beginDay(message.createdAt);
    if (!isMarked && isNew(message)) {
      isMarked = true;
      before = null;
      rows.push({ kind: 'unread', key: 'unread', count });
    }
    const isFollowing =
      before !== null &&
      before.direction === message.direction &&
      Date.parse(message.createdAt) - Date.parse(before.createdAt) < TOGETHER_MS;
    rows.push({ kind: 'message', key: message.id, message, isFollowing });
    before = message;
  }
  giveUntil(null);
  return rows;
}

/** Where the thread opens: at the mark of what is new, else at its end. */
export function openingRow(rows: readonly { readonly kind: string }[]): { index: number; align: 'start' | 'end' } {
  const unread = rows.findIndex(({ kind }) => kind === 'unread');
  return unread === -1 ? { index: rows.length - 1, align: 'end' } : { index: unread, align: 'start' };
}

type Guessed = { readonly kind: string; readonly message?: { readonly body?: string } };
const LETTERS_A_LINE = 60;
const LINE_PX = 22;
const AROUND_PX = 42;

/** How high a row will be, in CSS pixels, before it has been drawn. */
export function guessedHeight(row: Guessed | undefined): number {
  if (row?.kind !== 'message') return AROUND_PX;
  return AROUND_PX + LINE_PX * Math.max(1, Math.ceil((row.message?.body?.length ?? 0) / LETTERS_A_LINE));
}

/** How far down the thread opens, by what its rows are guessed to take. */
export function openingOffset(rows: readonly Guessed[], room: number): number {
  const { index, align } = openingRow(rows);
  const upTo = align === 'start' ? index : rows.length;
  const above = rows.slice(0, upTo).reduce((sum, row) => sum + guessedHeight(row), 0);
  return align === 'start' ? above : Math.max(0, above - room);
}
