/** A tab of the app in the hands of somebody: what they do there, and what the ledger hears of it. */
import { fireEvent } from '@testing-library/dom';
import { vi } from 'vitest';
import type { SahaDatabase } from '../../../app/database/database-context';
import { until } from '../../../app/database/test/replica';
import type { Ledger } from './ledger';
import {
  COMPILED,
  factOf,
  isChoice,
  ScreenReader,
  UNITS,
  valueFrom,
  words,
  type ScreenName,
  type Unit,
} from './screen-reader';
import { blurIn, lookAt, withListeners, type TabLocks } from './shared-browser';
import type { Screens } from './tab-screens';

export type Place = { readonly screen: ScreenName; readonly customerId: string; readonly appointmentId: string };
export const addressOf = ({ screen, customerId, appointmentId }: Place) =>
  screen === 'card'
    ? `/customers/${customerId}`
    : screen === 'edit'
      ? `/customers/${customerId}/edit`
      : `/appointments/${appointmentId}`;

/** Is told when a tab leaves a screen, and asked before one comes up. */
export interface DraftWatcher {
  leaving(tab: Tab): void;
  entering(db: SahaDatabase, place: Place): Promise<void>;
}

type Typing = { readonly first: string; readonly seen: Set<string> };
const SHOWN_MS = 20;
/** Lets what was begun reach the screen. */
export const pause = (ms = 0) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms);
  });

export class Tab {
  readonly typing = new Map<Unit, Typing>();
  #isDraftTakenUp = false;

  private constructor(
    readonly name: string,
    readonly db: SahaDatabase,
    readonly ledger: () => Ledger,
    readonly element: HTMLElement,
    readonly screens: Screens,
    readonly end: () => void,
    public place: Place,
    readonly drafts: DraftWatcher,
  ) {}

  static async open(
    name: string,
    db: SahaDatabase,
    locks: TabLocks,
    ledger: () => Ledger,
    place: Place,
    drafts: DraftWatcher,
  ): Promise<Tab> {
    await drafts.entering(db, place);
    const element = document.createElement('div');
    element.dataset['tab'] = name;
    document.body.append(element);
    lookAt(element);
    vi.resetModules();
    const { result: screens, remove } = await withListeners(async () => {
      const { showScreens } = await import('./tab-screens');
      return showScreens(element, db, addressOf(place), COMPILED);
    });
    const lock = locks.takeName();
    const end = () => {
      locks.end(lock);
      screens.unmount();
      remove();
      element.remove();
    };
    const tab = new Tab(name, db, ledger, element, screens, end, place, drafts);
    await tab.ready();
    return tab;
  }

  get person(): string {
    return this.db.me.memberId;
  }
  get reader(): ScreenReader {
    return new ScreenReader(this.element, this.place.screen);
  }
  get isAtPlace(): boolean {
    return this.screens.path() === addressOf(this.place);
  }
  #fact = (unit: Unit) => factOf(this.place.screen, unit);

  /** The screen stands, and what was left half typed has been looked for. */
  async ready(): Promise<void> {
    const { reader } = this;
    const [first] = UNITS[this.place.screen];
    await until(`${this.name} shows ${addressOf(this.place)}`, () =>
      reader.screen === 'card'
        ? reader.button('customers.facts.add') !== null
        : reader.button('ui.cancel') !== null && reader.shown(first as Unit) !== null,
    );
    // A form looks for its draft a moment after it is shown, on a busy machine well after.
    await pause(SHOWN_MS);
    await this.screens.draftsRead();
    await pause(SHOWN_MS);
    this.#isDraftTakenUp = false;
    this.#takeUpDraft();
  }
  banner = () => this.reader.button('shell.form.startOver');

  /** What a form shows of its draft is typed there; once a visit. */
  #takeUpDraft(): void {
    const { reader } = this;
    if (reader.screen === 'card' || this.#isDraftTakenUp || this.banner() === null) return;
    this.#isDraftTakenUp = true;
    for (const unit of UNITS[reader.screen]) {
      const value = reader.shown(unit) ?? '';
      const seen = this.ledger().shownWhenTyped(this.person, this.#fact(unit), value);
      // What stands there may be theirs and confirmed by now: whoever types on has seen it.
      if (seen !== undefined && !this.typing.has(unit))
        this.typing.set(unit, { first: '\0', seen: new Set([...seen, value]) });
    }
  }

  async go(place: Place): Promise<void> {
    lookAt(this.element);
    this.drafts.leaving(this);
    this.typing.clear();
    await this.drafts.entering(this.db, place);
    this.place = place;
    await this.screens.go(addressOf(place));
    await this.ready();
  }

  press(button: Element): void {
    lookAt(this.element);
    fireEvent.click(button);
  }

  /** Opens a field of the card, or goes on with what was left in it. */
  async openField(unit: Unit, goesOn: boolean): Promise<boolean> {
    const { reader } = this;
    const left = reader.left(unit);
    const button = goesOn && left !== null ? reader.button('customers.left.goOn', left) : reader.row(unit);
    if (button === null || reader.open(unit) !== null) return false;
    const before = left === null ? reader.shown(unit) : null;
    this.press(button);
    await until(`${unit} opens`, () => reader.field(unit) !== null);
    const text = reader.shown(unit) ?? '';
    const seen = left === null ? undefined : this.ledger().shownWhenTyped(this.person, this.#fact(unit), text);
    if (seen !== undefined) this.typing.set(unit, { first: '\0', seen });
    else if (left !== null) throw new Error(`${this.name}: what was left in ${unit} was never typed: ${text}`);
    else if (before === null) throw new Error(`${this.name}: ${unit} stood nowhere`);
    return true;
  }

  async type(unit: Unit, value: string): Promise<boolean> {
    const { reader } = this;
    lookAt(this.element);
    const before = reader.shown(unit);
    if (before === null || before === value) return false;
    const typing = this.typing.get(unit) ?? { first: before, seen: new Set([before]) };
    if (!reader.put(unit, value)) return false;
    this.ledger().typed(this.person, this.#fact(unit), value, typing.seen);
    // On the card a choice is made at once.
    if (reader.screen === 'card' && isChoice(unit)) {
      const id = this.place.customerId;
      const stored = async () => (await this.db.collections.customers.findOne(id).exec())?.get(unit) as unknown;
      await until(`${this.name} chooses ${value}`, async () => (await stored()) === value);
      this.ledger().confirm(this.#fact(unit), value, typing.seen, this.name);
      return true;
    }
    if (value === typing.first) this.typing.delete(unit);
    else this.typing.set(unit, typing);
    return true;
  }

  /** Leaves the open field of the card: what was typed there is confirmed. */
  async leave(unit: Unit): Promise<boolean> {
    const { reader } = this;
    const field = reader.field(unit);
    if (reader.screen !== 'card' || field === null) return false;
    lookAt(this.element);
    field.focus();
    const value = field.value.trim();
    const typing = this.typing.get(unit);
    blurIn(this.element);
    await until(`${this.name} leaves ${unit}`, () => reader.open(unit) === null);
    if (typing !== undefined) this.ledger().confirm(this.#fact(unit), value, typing.seen, this.name);
    this.typing.delete(unit);
    return true;
  }
  async leaveAll(): Promise<void> {
    if (this.place.screen === 'card' && this.isAtPlace) for (const unit of UNITS.card) await this.leave(unit);
  }

  escape(unit: Unit): boolean {
    const field = this.place.screen === 'card' ? this.reader.field(unit) : null;
    if (field === null) return false;
    lookAt(this.element);
    fireEvent.keyDown(field, { key: 'Escape' });
    this.typing.delete(unit);
    return true;
  }

  giveUpLeft(unit: Unit): boolean {
    const left = this.reader.left(unit);
    const button = left === null ? null : this.reader.button('customers.left.giveUp', left);
    if (button !== null) this.press(button);
    return button !== null;
  }

  /** Looks at what somebody else wrote there meanwhile; `takes`: and leaves it at that. */
  async look(unit: Unit, takes: boolean): Promise<boolean> {
    const { reader } = this;
    const typing = this.typing.get(unit);
    const show = reader.button('conflicts.show', reader.news(unit) ?? document.createElement('i'));
    if (typing === undefined || show === null) return false;
    this.press(show);
    await pause();
    const said = reader.news(unit)?.querySelector('p[class*="value"]')?.textContent ?? null;
    if (said === null) return false;
    typing.seen.add(valueFrom(reader.screen, unit, said));
    // The draft knows it from now on: whoever goes on with it later has seen it.
    this.ledger().typed(this.person, this.#fact(unit), reader.shown(unit) ?? '', typing.seen);
    const take = reader.button('conflicts.takeTheirs', reader.news(unit) ?? undefined);
    if (!takes || take === null) return true;
    this.press(take);
    this.typing.delete(unit);
    await pause();
    return true;
  }

  async save(): Promise<boolean> {
    const { reader } = this;
    const key = reader.screen === 'edit' ? 'customers.form.save' : 'appointments.form.save';
    const button = reader.screen === 'card' ? null : reader.button(key);
    if (button === null || button.disabled || button.getAttribute('aria-disabled') === 'true') return false;
    // On a very busy machine a draft comes after the form was taken for empty.
    this.#takeUpDraft();
    const confirmed = [...this.typing].map(([unit, typing]) => ({ unit, typing, value: reader.shown(unit) ?? '' }));
    this.press(button);
    await until(`${this.name} saves ${words(key)}`, () => !this.isAtPlace);
    for (const { unit, typing, value } of confirmed)
      if (value !== typing.first) this.ledger().confirm(this.#fact(unit), value, typing.seen, this.name);
    this.typing.clear();
    return true;
  }

  formButton(key: 'ui.cancel' | 'shell.form.startOver' | 'shell.form.goOn'): boolean {
    const button = this.place.screen === 'card' ? null : this.reader.button(key);
    if (button === null) return false;
    this.press(button);
    if (key !== 'shell.form.goOn') this.typing.clear();
    return true;
  }

  async decide(at: number, choice: 'shown' | 'hidden' | 'both'): Promise<boolean> {
    await this.leaveAll();
    const cards = this.reader.cards();
    const card = cards[at % Math.max(1, cards.length)];
    const button = card?.buttons[choice === 'shown' ? 0 : choice === 'hidden' ? 1 : 2];
    if (card === undefined || button === undefined) return false;
    const { unit, shown, hidden } = card;
    this.press(button);
    await until(`${this.name} decides on ${unit}`, () =>
      this.reader.cards().every((one) => one.unit !== unit || one.shown !== shown || one.hidden !== hidden),
    );
    if (choice === 'shown') this.ledger().letGo(this.#fact(unit), hidden, this.name);
    else {
      const both = [shown, hidden].filter((text) => text !== '').join('\n');
      this.ledger().confirm(this.#fact(unit), choice === 'both' ? both : hidden, new Set([shown, hidden]), this.name);
    }
    return true;
  }
}
