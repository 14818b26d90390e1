/** Three days in which everything goes wrong that can: what a random one would take long to hit upon. */
import { until } from '../../../app/database/test/replica';
import { breakScreen, FORMS_BREAKAGES, storedDrafts, type FormsBreakage } from './breakages';
import type { Tab } from './tab';
import type { World } from './world';

type Day = (world: World, tab: Tab, breakage: FormsBreakage | null) => Promise<void>;

/** Somebody else writes notes, and this tab's device has them. */
async function notesArrive(world: World, tab: Tab, value: string): Promise<void> {
  world.writeInOffice('edit', 'notes', value);
  const stored = async () =>
    (await tab.db.collections.customers.findOne(world.customerId).exec())?.get('notes') as unknown;
  await until('the notes arrive', async () => (await stored()) === value);
}

/** By what forms did before that made such a day go wrong. */
const DAYS: Readonly<Record<FormsBreakage, Day>> = {
  'base-at-saving': async (world, tab) => {
    await tab.openField('notes', false);
    await tab.type('notes', 'mine');
    await notesArrive(world, tab, 'theirs');
    await tab.leave('notes');
  },
  'commits-by-itself': async (world, tab, breakage) => {
    await tab.openField('notes', false);
    await tab.type('notes', 'half');
    await tab.go(world.place('appointment'));
    await notesArrive(world, tab, 'theirs');
    await tab.go(world.place('card'));
    await until('what was left is found', () => tab.reader.left('notes') !== null);
    await breakScreen(tab, breakage);
  },
  'keeps-untouched': async (world, tab) => {
    await tab.go(world.place('edit'));
    await tab.type('city', 'my city');
    await tab.go(world.place('card'));
    await notesArrive(world, tab, 'theirs');
    await tab.screens.draftsRead();
    // A form that is left while it still looks for a draft stores what was typed well after.
    await until('the draft is stored', async () => (await storedDrafts(tab.person, world.customerId)) > 0);
    await tab.go(world.place('edit'));
    await until('what was left is found', () => tab.banner() !== null);
    await tab.save();
  },
};

/** All of them; with something broken the one on which that shows. */
export async function runScriptedDays(world: World, breakage: FormsBreakage | null): Promise<string[]> {
  const found: string[] = [];
  for (const name of breakage === null ? FORMS_BREAKAGES : [breakage]) {
    await world.newRecords();
    const tab = await world.openTab('A1', 0, world.place('card'));
    await DAYS[name](world, tab, breakage);
    world.endTab(tab);
    await world.inOrder();
    found.push(...world.ledger.problems(world.atEnd()).map((problem) => `day ${name}: ${problem}`));
  }
  return found;
}
