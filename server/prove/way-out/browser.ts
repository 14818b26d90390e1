/**
 * A page of a recipient with its script running, as a browser runs it: nothing is pressed but what the visitor presses.
 */
import vm from 'node:vm';
import type { World } from './world';

/**
 * `sees`: whether the page is in front of somebody; `does`: what happens on it. A machine's events are not trusted
 * ones.
 */
export type Visit = {
  readonly sees: 'nobody' | 'ahead' | 'somebody';
  readonly does: 'nothing' | 'scripted events' | 'moves the pointer';
};
type Listener = (event: { isTrusted: boolean }) => void;

/** Answers what came of the form when the page sent it, or null. */
export async function openWithScript({ request }: World, path: string, visit: Visit): Promise<Response | null> {
  const html = await (await request(path)).text();
  const script = await (await request('/u/leave.js')).text();
  const waits = /<form method="post" id="leave" data-waits="(yes|no)">/.exec(html)?.[1] ?? null;
  let submits = 0;
  const heard: [string, Listener][] = [];
  const elementOf = (attributes: Record<string, string>) => ({
    textContent: '',
    getAttribute: (name: string) => attributes[name] ?? null,
    submit: () => void (submits += 1),
  });
  const elements: Record<string, unknown> = {
    leave: waits === null ? null : elementOf({ 'data-waits': waits }),
    say: elementOf({ 'data-working': '…' }),
  };
  const listen = (name: string, listener: Listener) => void heard.push([name, listener]);
  vm.runInNewContext(script, {
    document: {
      getElementById: (id: string) => elements[id] ?? null,
      visibilityState: visit.sees === 'somebody' ? 'visible' : 'hidden',
      prerendering: visit.sees === 'ahead',
      addEventListener: listen,
    },
    addEventListener: listen,
  });
  if (visit.does !== 'nothing')
    for (const [, listener] of heard.filter(([name]) => /^(pointer|key|scroll|touch|wheel)/.test(name)))
      listener({ isTrusted: visit.does === 'moves the pointer' });
  return submits === 0 ? null : request(path, { method: 'POST', body: new URLSearchParams() });
}
