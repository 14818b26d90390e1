import { conversationIdOf } from '../../../sync/collections/conversation';
import type { MessageFields } from '../../../sync/collections/message';
import { messageState } from '../../../sync/rules/message';
import type { Ledger } from './ledger';
import { tokenIn } from './ledger';

export type Shown = MessageFields & { readonly id: string };

/**
 * `taken`: token → addresses it was handed over to; `shown`: what each device shows, the office's rows the first of
 * them.
 */
export function judge(
  ledger: Ledger,
  taken: ReadonlyMap<string, readonly string[]>,
  shown: readonly (readonly Shown[])[],
): string[] {
  const problems: string[] = [];
  const views = shown.map((messages) => {
    const byToken = new Map<string, Shown[]>();
    for (const message of messages) {
      const token = tokenIn(message.body);
      byToken.set(token, [...(byToken.get(token) ?? []), message]);
    }
    return byToken;
  });
  const where = (at: number) => (at === 0 ? 'at the office' : `on device ${at}`);
  const only = (token: string, at: number): Shown | null => {
    const found = views[at]!.get(token) ?? [];
    if (found.length !== 1) problems.push(`${token} stands ${found.length} times ${where(at)}`);
    return found[0] ?? null;
  };
  for (const { token, customer, channel, isOff } of ledger.written) {
    const to = taken.get(token) ?? [];
    if (to.length > 1) problems.push(`${token} was sent ${to.length} times`);
    if (to.length === 0 && !isOff) problems.push(`${token} was lost`);
    for (const address of to)
      if (address !== (channel === 'sms' ? customer.phone : customer.email))
        problems.push(`${token} went to ${address}`);
    for (const at of views.keys()) {
      const message = only(token, at);
      if (message === null) continue;
      if (message.customerId !== customer.id || message.conversationId !== conversationIdOf(channel, customer.id))
        problems.push(`${token} is in another thread ${where(at)}`);
      const state = messageState(message);
      const mustRead = to.length > 0 ? 'delivered' : 'cancelled';
      if (state !== mustRead) problems.push(`${token} is ${state} ${where(at)}, and ${mustRead} in truth`);
    }
  }
  for (const { token, may } of ledger.answered)
    for (const at of views.keys()) {
      const message = only(token, at);
      if (message === null) continue;
      if (message.direction !== 'in' || !may.has(message.customerId))
        problems.push(`the answer ${token} is in another thread ${where(at)}`);
      if (message.conversationId !== conversationIdOf('sms', message.customerId))
        problems.push(`the answer ${token} hangs on another conversation ${where(at)}`);
    }
  const expected = ledger.written.length + ledger.answered.length;
  for (const [at, messages] of shown.entries())
    if (messages.length !== expected)
      problems.push(`${messages.length} messages ${where(at)}, ${expected} were written`);
  return problems;
}
