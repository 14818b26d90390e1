/**
 * Several tabs in one document: what a browser gives each of them alone. Every tab lives below an element of its own
 * (`data-tab`) and has a focus of its own; locks say which tabs live, as in a browser.
 */
const active = new WeakMap<Element, HTMLElement>();
let acting: Element | null = null;

/** From now on this tab is the one somebody looks at. */
export function lookAt(tab: Element): void {
  acting = tab;
}

export function focusedIn(tab: Element): HTMLElement | null {
  const element = active.get(tab);
  return element?.isConnected === true ? element : null;
}

const tell = (target: Element, type: string, relatedTarget: Element | null) =>
  target.dispatchEvent(
    new FocusEvent(type, { bubbles: type.startsWith('focusi') || type === 'focusout', relatedTarget }),
  );

/** The focus leaves the tab's field, to nothing in particular. */
export function blurIn(tab: Element, to: Element | null = null): void {
  const before = focusedIn(tab);
  active.delete(tab);
  if (before === null) return;
  tell(before, 'blur', to);
  tell(before, 'focusout', to);
}

export function separateFocus(): void {
  HTMLElement.prototype.focus = function focus() {
    const tab = this.closest('[data-tab]');
    if (tab === null || active.get(tab) === this) return;
    blurIn(tab, this);
    active.set(tab, this);
    tell(this, 'focus', null);
    tell(this, 'focusin', null);
  };
  HTMLElement.prototype.blur = function blur() {
    const tab = this.closest('[data-tab]');
    if (tab !== null && active.get(tab) === this) blurIn(tab);
  };
  Object.defineProperty(document, 'activeElement', {
    configurable: true,
    get: () => (acting === null ? null : focusedIn(acting)) ?? document.body,
  });
}

/** Locks that are held until their tab ends; `takeName` is the lock that was asked for last. */
export class TabLocks {
  readonly #held = new Set<string>();
  #last = '';

  install(): void {
    const locks = {
      request: (name: string) => {
        this.#held.add(name);
        this.#last = name;
        return new Promise<never>(() => undefined);
      },
      query: () => Promise.resolve({ held: [...this.#held].map((name) => ({ name })) }),
    };
    Object.defineProperty(navigator, 'locks', { configurable: true, value: locks });
  }

  /** A store that is opened afterwards would wait for these locks for ever. */
  uninstall(): void {
    Reflect.deleteProperty(navigator, 'locks');
  }

  takeName(): string {
    return this.#last;
  }

  end(name: string): void {
    this.#held.delete(name);
  }
}

/** Listeners that a tab's code leaves on the window, so that they end with it. */
export async function withListeners<T>(work: () => Promise<T>): Promise<{ result: T; remove: () => void }> {
  const given: [string, EventListenerOrEventListenerObject][] = [];
  const original = window.addEventListener.bind(window);
  window.addEventListener = ((type: string, listener: EventListenerOrEventListenerObject, options?: unknown) => {
    given.push([type, listener]);
    original(type, listener, options as AddEventListenerOptions);
  }) as typeof window.addEventListener;
  try {
    const result = await work();
    return { result, remove: () => given.forEach(([type, listener]) => window.removeEventListener(type, listener)) };
  } finally {
    window.addEventListener = original as typeof window.addEventListener;
  }
}
