/** `npm run bench -- sync|app`: measurements as ratios within one run (CONTRIBUTING.md), ended by one line of JSON. */
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGUMENTS, CHROMIUM_PATH } from '../e2e/browser';
import { measureEveryScreen } from './every-screen';
import { measureFirstSync } from './first-sync';
import { measureLocalScreens } from './local-screens';
import { measurePropagation } from './propagation';
import { measurePushDrain } from './push-drain';
import { measurePushHandler } from './push-handler';
import { loadNow, say } from './report';

const name = process.argv[2];
if (name !== 'sync' && name !== 'app') {
  process.stderr.write('Which measurement? npm run bench -- sync|app\n');
  process.exit(1);
}
const loadBefore = loadNow();
say(`load before: ${loadBefore}`);
const browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: CHROMIUM_ARGUMENTS });
try {
  if (name === 'sync') {
    const push = await measurePushHandler();
    const firstSync10k = await measureFirstSync(browser, 10_000);
    const firstSync50k = await measureFirstSync(browser, 50_000);
    const drain = await measurePushDrain(browser);
    const propagation = await measurePropagation(browser);
    const ratios = {
      firstSync10k: firstSync10k.ratio,
      firstSync50k: firstSync50k.ratio,
      firstSync10kTimesRxdbServer: firstSync10k.timesRxdbServer,
      firstSync50kTimesRxdbServer: firstSync50k.timesRxdbServer,
      pushEdits: push.editRatio,
      pushCreations: push.createRatio,
      drain: drain.ratio,
    };
    say(
      JSON.stringify({
        bench: 'sync',
        ratios,
        push,
        firstSync10k,
        firstSync50k,
        drain,
        propagation,
        load: [loadBefore, loadNow()],
      }),
    );
  } else {
    const screens = await measureLocalScreens(browser);
    const everyScreen = await measureEveryScreen(browser);
    const ratios = { list: screens.listRatio, listMount: everyScreen.listMountRatio, ...everyScreen.ratios };
    say(JSON.stringify({ bench: 'app', ratios, screens, everyScreen, load: [loadBefore, loadNow()] }));
  }
} finally {
  await browser.close();
}
