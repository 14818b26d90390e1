/**
 * What a person reads on a screen of the proof and where they put their finger, found as they find it: by its words.
 */
import { fireEvent } from '@testing-library/dom';
import en from '../../../app/i18n/dictionary-en';
import tr from '../../../app/i18n/dictionary-tr';
import { compileMessage } from '../../../app/i18n/compile-messages.vite';
import type { FactName } from './ledger';

export type ScreenName = 'card' | 'edit' | 'appointment';
export type Unit = 'notes' | 'city' | 'source' | 'title' | 'kindId' | 'schedule';
/** What can be changed where. */
export const UNITS: Readonly<Record<ScreenName, readonly Unit[]>> = {
  card: ['notes', 'city', 'source'],
  edit: ['notes', 'city', 'source'],
  appointment: ['notes', 'title', 'kindId', 'schedule'],
};
const CHOICES: readonly Unit[] = ['source', 'kindId', 'schedule'];
export const isChoice = (unit: Unit) => CHOICES.includes(unit);
export const LENGTHS = [30, 45, 60, 90, 120].map(String);

const dictionaries = { tr, en } as unknown as Readonly<Record<string, Readonly<Record<string, string>>>>;
const compile = (dictionary: object) =>
  Object.fromEntries(Object.entries(dictionary).map(([key, text]) => [key, compileMessage(text as string)]));
export const COMPILED = { tr: compile(tr), en: compile(en) };
const language = () => (localStorage.getItem('saha-language') === 'en' ? 'en' : 'tr');
/** In the language of this moment, and without what is put into it. */
export const words = (key: string) => dictionaries[language()]?.[key] ?? key;

const collectionOf = (screen: ScreenName) => (screen === 'appointment' ? 'appointments' : 'customers');
export const factOf = (screen: ScreenName, unit: Unit): FactName => `${collectionOf(screen)}/${unit}`;
const labelOf = (screen: ScreenName, unit: Unit) =>
  words(`${collectionOf(screen)}.field.${unit === 'schedule' ? 'schedule' : unit}`);

/** A value as the ledger writes it, from how the screen says it. */
export function valueFrom(screen: ScreenName, unit: Unit, text: string): string {
  const said = text.trim();
  if (said === words('conflicts.empty') || said === words('audit.nothing')) return '';
  if (unit === 'schedule') return String(minutesBetween(said));
  if (!isChoice(unit)) return said;
  const prefix = `${collectionOf(screen)}.${unit === 'kindId' ? 'kind' : unit}.`;
  for (const dictionary of Object.values(dictionaries))
    for (const [key, word] of Object.entries(dictionary))
      if (key.startsWith(prefix) && word === said) return key.slice(prefix.length);
  throw new Error(`nobody knows this ${unit}: ${said}`);
}

/** "… · 10:00–11:30" or "… 10:00 – 11:30 AM": 90 */
function minutesBetween(said: string): number {
  const times = [...said.matchAll(/(\d{1,2}):(\d{2})(?:\s*([AP]M))?/g)].map(([, hours, minutes, half]) => ({
    minutes: (Number(hours) % (half === undefined ? 24 : 12)) * 60 + Number(minutes),
    half,
  }));
  const [from, to] = times;
  if (from === undefined || to === undefined) throw new Error(`no two times in: ${said}`);
  const at = ({ minutes, half }: typeof from) => minutes + ((half ?? to.half) === 'PM' ? 720 : 0);
  return (at(to) - at(from) + 1440) % 1440;
}

const all = <E extends Element = HTMLElement>(root: ParentNode, selector: string) => [
  ...root.querySelectorAll<E>(selector),
];
const buttonSaying = (root: ParentNode, text: string) =>
  all<HTMLButtonElement>(root, 'button').find((button) => button.textContent?.trim() === text) ?? null;

export class ScreenReader {
  constructor(
    readonly root: HTMLElement,
    readonly screen: ScreenName,
  ) {}

  button(key: string, within: ParentNode = this.root): HTMLButtonElement | null {
    return buttonSaying(within, words(key));
  }

  /** The field of a card that is open, with everything that belongs to it. */
  open(unit: Unit): HTMLElement | null {
    const label = labelOf(this.screen, unit);
    const isIt = (one: Element) => one.querySelector('label')?.textContent?.trim() === label;
    return all(this.root, '[class*="editing"]').find(isIt) ?? null;
  }
  #row(unit: Unit): HTMLButtonElement | null {
    const label = labelOf(this.screen, unit);
    const isIt = (button: Element) => button.querySelector('[data-label]')?.textContent === label;
    return all<HTMLButtonElement>(this.root, 'button').find(isIt) ?? null;
  }
  row = (unit: Unit) => this.#row(unit);
  left(unit: Unit): HTMLElement | null {
    const label = words('customers.left.label').replace('{field}', labelOf(this.screen, unit));
    return this.root.querySelector<HTMLElement>(`[role="group"][aria-label="${label}"]`);
  }

  /** Where a text is typed. */
  field(unit: Unit): HTMLInputElement | HTMLTextAreaElement | null {
    const place = this.screen === 'card' ? this.open(unit) : this.root;
    const name = this.screen === 'card' ? 'input, textarea' : `[name="${unit}"]`;
    return place?.querySelector<HTMLInputElement>(name) ?? null;
  }
  /** The browser's own list behind a list of choices. */
  #list(unit: Unit): HTMLSelectElement | null {
    if (this.screen === 'edit') return this.root.querySelector(`select[name="${unit}"]`);
    const label = labelOf(this.screen, unit);
    const holder = all(this.root, '[class*="row"]').find(
      (one) => one.querySelector('select') !== null && one.querySelector('[class*="label"]')?.textContent === label,
    );
    return holder?.querySelector('select') ?? null;
  }
  #chips(): HTMLButtonElement[] {
    const group = this.root.querySelector(`[role="group"][aria-label="${words('appointments.field.length')}"]`);
    return group === null ? [] : all<HTMLButtonElement>(group, 'button');
  }

  /** Null where it is not in sight. */
  shown(unit: Unit): string | null {
    if (unit === 'kindId')
      return this.root.querySelector<HTMLInputElement>('input[type="radio"]:checked')?.value ?? null;
    if (unit === 'schedule') {
      const said = this.#chips().find((chip) => chip.getAttribute('aria-pressed') === 'true')?.textContent ?? null;
      if (said === null) return null;
      const amount = (unit: RegExp) => Number(unit.exec(said)?.[1] ?? 0);
      return String(amount(/(\d+)\s*(?:sa|h)/) * 60 + amount(/(\d+)\s*(?:dk|min|m\b)/));
    }
    if (unit === 'source') return this.#list(unit)?.value ?? null;
    const field = this.field(unit);
    if (field !== null) return field.value.trim();
    const row = this.screen === 'card' ? this.#row(unit) : null;
    return row === null ? null : (row.querySelector('[class*="value"]')?.textContent ?? '').trim();
  }

  /** Puts a value in; false where that is not possible here. */
  put(unit: Unit, value: string): boolean {
    if (unit === 'kindId') {
      const radio = this.root.querySelector<HTMLInputElement>(`input[type="radio"][value="${value}"]`);
      if (radio !== null) fireEvent.click(radio);
      return radio !== null;
    }
    if (unit === 'schedule') {
      const chip = this.#chips()[LENGTHS.indexOf(value)];
      if (chip !== undefined) fireEvent.click(chip);
      return chip !== undefined;
    }
    const input = unit === 'source' ? this.#list(unit) : this.field(unit);
    if (input === null) return false;
    if (input instanceof HTMLSelectElement && ![...input.options].some((option) => option.value === value))
      return false;
    if (unit === 'source') fireEvent.change(input, { target: { value } });
    else {
      input.focus();
      fireEvent.input(input, { target: { value } });
    }
    return true;
  }

  news(unit: Unit): HTMLElement | null {
    return this.root.querySelector<HTMLElement>(`[role="status"][data-unit="${unit}"]`);
  }

  /** The conflict cards in sight: both values, and the buttons. */
  cards(): { unit: Unit; shown: string; hidden: string; buttons: HTMLButtonElement[] }[] {
    return all(this.root, '[class*="sides"]').flatMap((sides) => {
      const card = sides.parentElement?.closest('[class*="card"]') ?? sides.parentElement;
      const unit = UNITS[this.screen].find((one) =>
        card?.textContent?.includes(words('conflicts.title').replace('{field}', labelOf(this.screen, one))),
      );
      if (unit === undefined || card === null) return [];
      const [shown = '', hidden = ''] = all(sides, 'p[class*="value"]').map((value) =>
        valueFrom(this.screen, unit, value.textContent ?? ''),
      );
      return [{ unit, shown, hidden, buttons: all<HTMLButtonElement>(card, 'button') }];
    });
  }
}
