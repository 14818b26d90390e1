/** One random interleaving: people type, save, look, decide, leave and come back, while everything else goes on. */
import { until } from '../../../app/database/test/replica';
import { CUSTOMER_SOURCES } from '../../../sync/collections/customer';
import { APPOINTMENT_KINDS } from '../../../sync/collections/appointment';
import type { Random } from '../../../prisma/factories/random';
import { breakScreen, type FormsBreakage } from './breakages';
import { isChoice, LENGTHS, UNITS, type ScreenName, type Unit } from './screen-reader';
import { pause, type Tab } from './tab';
import type { World } from './world';

export type Counts = { steps: number; confirmed: number; cards: number; reloads: number; kills: number; looks: number };
const SCREENS: readonly ScreenName[] = ['card', 'edit', 'appointment'];
const STEPS = 32;

export async function runInterleaving(
  world: World,
  random: Random,
  breakage: FormsBreakage | null,
  counts: Counts,
): Promise<string[]> {
  const trace: string[] = [];
  const found: string[] = [];
  let values = 0;
  await world.newRecords();
  const nextValue = (unit: Unit, before: string | null) => {
    if (unit === 'source') return random.pick(CUSTOMER_SOURCES);
    if (unit === 'kindId') return random.pick(APPOINTMENT_KINDS);
    if (unit === 'schedule') return random.pick(LENGTHS);
    values += 1;
    return before !== null && random.chance(0.3) && before.length < 60 ? `${before} +${values}` : `${unit} ${values}`;
  };
  const open = async (name: string, deviceAt: number, screen: ScreenName) => {
    const tab = await world.openTab(name, deviceAt, world.place(screen));
    await breakScreen(tab, breakage);
    return tab;
  };
  await open('A1', 0, random.pick(SCREENS));
  await open('B1', 1, random.pick(SCREENS));
  if (random.chance(0.5)) await open('A2', 0, random.pick(SCREENS));

  /** What is half typed in a tab must be there when it comes back. */
  const comeBack = async (tab: Tab, isKilled: boolean) => {
    const { name, place, reader } = tab;
    const halfTyped = [...tab.typing.keys()].map((unit) => ({ unit, text: reader.shown(unit) ?? '' }));
    tab.drafts.leaving(tab);
    if (!isKilled) window.dispatchEvent(new Event('pagehide'));
    // Ended in the midst of whatever it was doing.
    const deviceAt = world.deviceOf(tab);
    world.endTab(tab);
    const again = await open(name, deviceAt, place.screen);
    if (isKilled || breakage !== null) return;
    for (const { unit, text } of halfTyped) {
      const now = () => (place.screen === 'card' ? again.reader.left(unit)?.textContent : again.reader.shown(unit));
      // On a busy machine what was found of drafts is on the screen well after it was read.
      const isBack = await until('it is back', () => now()?.includes(text) === true).then(
        () => true,
        () => false,
      );
      if (!isBack) found.push(`${name}: “${text}” half typed in ${unit} was gone after a reload`);
    }
  };

  const step = async (): Promise<string> => {
    const tab = random.pick(world.tabs);
    const say = (what: string) => `${tab.name} ${tab.place.screen} ${what}`;
    // Most of it where people meet.
    const own = UNITS[tab.place.screen];
    const unit = random.chance(0.45) ? 'notes' : random.pick(own);
    const withNews = own.find((one) => tab.typing.has(one) && tab.reader.news(one) !== null);
    const kind = random.next();
    if (!tab.isAtPlace) {
      const screen = random.pick(SCREENS);
      await tab.go(world.place(screen));
      await breakScreen(tab, breakage);
      return say('opens');
    }
    if (kind < 0.38) {
      if (tab.place.screen === 'card' && !isChoice(unit) && tab.reader.open(unit) === null) {
        for (const other of UNITS.card) if (other !== unit) await tab.leave(other);
        if (!(await tab.openField(unit, random.chance(0.7)))) return say(`cannot open ${unit}`);
        if (random.chance(0.3)) return say(`opens ${unit}`);
      }
      const value = nextValue(unit, tab.reader.shown(unit));
      return say((await tab.type(unit, value)) ? `types ${unit}: ${value}` : `cannot type ${unit}`);
    }
    if (kind < 0.54) {
      if (tab.place.screen === 'card') {
        const left = UNITS.card.find((one) => tab.reader.open(one) !== null) ?? unit;
        return say((await tab.leave(left)) ? `leaves ${left}` : `has ${left} closed`);
      }
      return say((await tab.save()) ? 'saves' : 'has nothing to save');
    }
    if (kind < 0.6 || (withNews !== undefined && kind > 0.85 && random.chance(0.5))) {
      const isLooked = await tab.look(withNews ?? unit, random.chance(0.25));
      if (isLooked) counts.looks += 1;
      return say(isLooked ? `looks at ${unit}` : `has no news of ${unit}`);
    }
    if (kind < 0.67) {
      const choice = random.pick(['shown', 'hidden', 'both'] as const);
      const isDone = tab.place.screen !== 'edit' && (await tab.decide(random.below(3), choice));
      return say(isDone ? `decides: ${choice}` : 'has no card');
    }
    if (kind < 0.69) return say(tab.escape(unit) ? `gives up ${unit}` : 'nothing to give up');
    if (kind < 0.7) return say(tab.giveUpLeft(unit) ? `drops what was left of ${unit}` : 'nothing left');
    if (kind < 0.72) {
      const key = random.pick(['ui.cancel', 'shell.form.startOver', 'shell.form.goOn'] as const);
      return say(tab.formButton(key) ? key : `no ${key}`);
    }
    if (kind < 0.77) {
      // By a link the field is left, by the browser's own button it is not.
      if (random.chance(0.5)) await tab.leaveAll();
      await tab.go(world.place(random.pick(SCREENS.filter((screen) => screen !== tab.place.screen))));
      await breakScreen(tab, breakage);
      return say('opens');
    }
    if (kind < 0.82) {
      const isKilled = random.chance(0.4);
      counts[isKilled ? 'kills' : 'reloads'] += 1;
      await comeBack(tab, isKilled);
      return say(isKilled ? 'is killed' : 'reloads');
    }
    if (kind < 0.84) {
      await tab.screens.chooseLanguage(random.pick(['tr', 'en']));
      window.dispatchEvent(new StorageEvent('storage', { key: 'saha-language' }));
      for (const one of world.tabs) if (one.isAtPlace) await one.ready();
      return say('chooses a language');
    }
    if (kind < 0.93) {
      const screen = random.pick(['edit', 'appointment'] as const);
      const other = random.chance(0.5) ? 'notes' : random.pick(UNITS[screen]);
      const value = nextValue(other, null);
      world.writeInOffice(screen, other, value);
      return `somebody else writes ${other}: ${value}`;
    }
    if (kind < 0.97) {
      const deviceAt = world.deviceOf(tab);
      const isOnline = random.chance(0.6);
      await world.setOnline(deviceAt, isOnline);
      return say(isOnline ? 'is online' : 'is offline');
    }
    await pause(random.chance(0.2) ? 350 : 30);
    return 'a while passes';
  };

  for (let at = 0; at < STEPS; at += 1) {
    try {
      trace.push(await step());
    } catch (error) {
      // What cannot be done any more is a finding too.
      found.push(String(error));
      break;
    }
    counts.steps += 1;
    await pause(random.chance(0.5) ? 0 : random.between(1, 12));
  }
  for (const tab of [...world.tabs]) world.endTab(tab);
  await world.inOrder();
  const atEnd = world.atEnd();
  found.push(...world.ledger.problems(atEnd));
  counts.confirmed += world.ledger.confirmed;
  counts.cards += [...atEnd.values()].reduce((sum, { onCards }) => sum + onCards.length / 2, 0);
  return found.length === 0 ? [] : [...found, ...trace.map((line) => `    ${line}`)];
}
