/**
 * WebKit, the iPad's engine, by the WebDriver protocol (W3C WebDriver §§ 8, 10, 12, 13): the dozen calls the scenarios
 * need.
 * It has no offline switch; scenarios take the server away instead.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { findWebkit } from '../../server/cli/webkit.mjs';
import { freePort } from './server-process';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
// A machine several times slower than ours syncs a whole office for the first time meanwhile.
const PATIENCE_MS = 60_000;
type ElementReference = { [ELEMENT]: string };

type Role = 'button' | 'link' | 'textbox' | 'option' | 'menuitem';

export type WebkitPage = {
  goto(url: string): Promise<void>;
  run<T>(script: string, ...values: unknown[]): Promise<T>;
  /** Waits until `script` returns something other than null, undefined or false. */
  waitFor<T>(what: string, script: string, ...values: unknown[]): Promise<T>;
  /** The visible control with the given accessible name, by label, aria-label or own text. */
  has(role: Role, name: string): Promise<boolean>;
  click(role: Role, name: string): Promise<void>;
  fill(label: string, value: string): Promise<void>;
  pressEnter(label: string): Promise<void>;
  /** What stands beside the radio button with this label, of the group or dialog whose name begins so. */
  choose(within: string, option: string): Promise<void>;
  waitForText(text: string): Promise<void>;
  close(): Promise<void>;
};

/** Runs in the page: the control with a role and a name. A name that ends in `…` matches from the beginning. */
const FIND_CONTROL = `
  const [role, name] = arguments;
  const selectors = { button: 'button', link: 'a[href]', textbox: 'input, textarea', option: '[role=option]', menuitem: '[role=menuitem]' };
  const spoken = (element) => {
    const by = (element.getAttribute('aria-labelledby') ?? '').split(/\\s+/).map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim();
    const labels = [...(element.labels ?? [])].map((label) => label.textContent).join(' ').trim();
    return [by, element.getAttribute('aria-label') ?? '', labels, element.textContent ?? ''].map((text) => text.replace(/\\s+/g, ' ').trim());
  };
  const fits = (text) => name.endsWith('…') ? text.startsWith(name.slice(0, -1)) : text === name;
  return [...document.querySelectorAll(selectors[role])].find((element) => element.getClientRects().length > 0 && !element.disabled && spoken(element).some(fits)) ?? null;
`;

/** Runs in the page: the label with these words in the group or dialog whose name begins with the others. */
const FIND_CHOICE = `
  const [within, option] = arguments;
  const words = (element) => (element?.textContent ?? '').replace(/\\s+/g, ' ').trim();
  const name = (element) => element.getAttribute('aria-label') ?? (element.getAttribute('aria-labelledby') ?? '').split(/\\s+/).map((id) => words(document.getElementById(id))).join(' ');
  const around = [...document.querySelectorAll('[role=radiogroup], [role=dialog], dialog')].filter((element) => name(element).startsWith(within));
  return around.flatMap((element) => [...element.querySelectorAll('label')]).find((label) => label.getClientRects().length > 0 && (words(label) === option || [...label.querySelectorAll('*')].some((part) => words(part) === option))) ?? null;
`;

/**
 * Element Click (§ 12.5.1) goes to where the element was when it was asked; what is still being laid out would have
 * something else under the finger by then.
 */
const STANDS_STILL = `
  const [element] = arguments;
  element.scrollIntoView({ block: 'nearest' });
  const place = () => { const { x, y, width, height } = element.getBoundingClientRect(); return [x, y, width, height].join(); };
  return new Promise((resolve) => {
    let [before, since] = [place(), performance.now()];
    const look = () => {
      const now = place();
      if (now !== before) [before, since] = [now, performance.now()];
      if (performance.now() - since > 300) resolve(true);
      else setTimeout(look, 50);
    };
    look();
  });
`;

/** @param timeZone what its clock shows */
export async function openWebkit(timeZone = 'Europe/Istanbul'): Promise<WebkitPage> {
  const found = findWebkit();
  if (found === undefined) throw new Error('WebKit is not installed: apt-get install webkit2gtk-driver xvfb openssl');
  const children: ChildProcess[] = [];
  const end = async () => {
    for (const child of children.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await Promise.race([ended, sleep(5_000).then(() => child.kill('SIGKILL'))]);
    }
  };
  try {
    const screen = spawn(found.displayServer, ['-displayfd', '1', '-screen', '0', '1280x960x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    children.push(screen);
    const [display] = (await once(screen.stdout, 'data')) as [Buffer];
    const port = await freePort();
    children.push(
      spawn(found.driver, [`--port=${port}`, '--host=127.0.0.1'], {
        env: {
          ...process.env,
          DISPLAY: `:${display.toString().trim()}`,
          LANG: 'C.UTF-8',
          TZ: timeZone,
          WEBKIT_DISABLE_COMPOSITING_MODE: '1',
          WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
          GDK_BACKEND: 'x11',
          NO_AT_BRIDGE: '1',
        },
        stdio: 'ignore',
      }),
    );
    const base = `http://127.0.0.1:${port}`;
    await waitForDriver(base);
    const { sessionId } = await call<{ sessionId: string }>(base, 'POST', '/session', {
      capabilities: {
        alwaysMatch: {
          acceptInsecureCerts: true,
          'webkitgtk:browserOptions': { binary: found.browser, args: ['--automation'] },
        },
      },
    });
    return pageOf(`${base}/session/${sessionId}`, end);
  } catch (error) {
    await end();
    throw error;
  }
}

function pageOf(session: string, end: () => Promise<void>): WebkitPage {
  const run = <T>(script: string, ...values: unknown[]) =>
    call<T>(session, 'POST', '/execute/sync', { script, args: values });
  const waitFor = async <T>(what: string, script: string, ...values: unknown[]): Promise<T> => {
    const patienceEndsAtMs = Date.now() + PATIENCE_MS;
    for (;;) {
      const result = await run<T | null | undefined | false>(script, ...values);
      if (result !== null && result !== undefined && result !== false) return result;
      if (Date.now() > patienceEndsAtMs)
        throw new Error(
          `waited in vain for ${what}; ${await run<string>('return location.pathname')} reads: ${(await run<string>('return document.body.innerText')).slice(0, 1_500).replaceAll('\n', ' | ')}`,
        );
      await sleep(100);
    }
  };
  const find = (role: string, name: string) =>
    waitFor<ElementReference>(`the ${role} "${name}"`, FIND_CONTROL, role, name);
  const onElement = (role: string, name: string, path: string, body: unknown) =>
    onFound(() => find(role, name), path, body);
  const onFound = async (findAgain: () => Promise<ElementReference>, path: string, body: unknown) => {
    // React may replace the node between finding and using it.
    for (let attempt = 1; ; attempt += 1) {
      const element = await findAgain();
      try {
        await run(STANDS_STILL, element);
        await call(session, 'POST', `/element/${element[ELEMENT]}/${path}`, body);
        return;
      } catch (error) {
        if (attempt === 20) throw error;
        await sleep(250);
      }
    }
  };
  return {
    run,
    waitFor,
    has: async (role, name) => (await run(FIND_CONTROL, role, name)) !== null,
    goto: async (url) => {
      await call(session, 'POST', '/url', { url });
    },
    click: (role, name) => onElement(role, name, 'click', {}),
    fill: async (label, value) => {
      // Not Element Clear, which ends by taking the focus away: a field edited in place would close.
      const field = await find('textbox', label);
      await run('arguments[0].focus(); arguments[0].select();', field);
      await onElement('textbox', label, 'value', { text: value });
    },
    choose: (within, option) =>
      onFound(
        () => waitFor<ElementReference>(`the choice "${option}" of "${within}"`, FIND_CHOICE, within, option),
        'click',
        {},
      ),
    pressEnter: (label) => onElement('textbox', label, 'value', { text: '\uE007' }),
    waitForText: async (text) => {
      await waitFor(`the words "${text}"`, 'return document.body.innerText.includes(arguments[0])', text);
    },
    close: async () => {
      await call(session, 'DELETE', '', undefined).catch(() => undefined);
      await end();
    },
  };
}

async function call<T>(base: string, method: 'POST' | 'DELETE', path: string, body: unknown): Promise<T> {
  const answer = await fetch(`${base}${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const { value } = (await answer.json()) as { value: T & { error?: string; message?: string } };
  if (!answer.ok) throw new Error(`${path}: ${value.error ?? answer.status}: ${value.message ?? ''}`);
  return value;
}

async function waitForDriver(base: string): Promise<void> {
  const patienceEndsAtMs = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      if ((await fetch(`${base}/status`)).ok) return;
    } catch (error) {
      if (Date.now() > patienceEndsAtMs) throw error;
    }
    await sleep(100);
  }
}
