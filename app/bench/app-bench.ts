import type { Bench } from './bench';
import { measureEveryScreen } from './every-screen';
import { measureLocalScreens } from './local-screens';

/** The screens over what a tablet holds. */
export const appBench: Bench = {
  amounts: {},
  async run(browser) {
    const screens = await measureLocalScreens(browser);
    const everyScreen = await measureEveryScreen(browser);
    const ratios = { list: screens.listRatio, listMount: everyScreen.listMountRatio, ...everyScreen.ratios };
    return { figures: { ratios, screens, everyScreen }, limits: [] };
  },
};
