import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const SCREENS = ['appointments/form/edit-appointment-screen.tsx', 'customers/card/customer-card.tsx'].map((file) =>
  path.join(ROOT, 'app/features', file),
);
const LAZY = /const (\w+) = lazy\(\(\) => import\('([^']+)'\)\);/g;

for (const screen of SCREENS) if (!existsSync(screen)) throw new Error(`the proof of forms opens ${screen}: moved?`);

/**
 * Every tab of the proof loads the app anew. What a screen loads only when it is shown would come from the app of the
 * tab that was opened last, where nobody is signed in; so what these load lazily is loaded with them.
 */
export const lazyAtOnce: Plugin = {
  name: 'lazy-at-once',
  enforce: 'pre',
  transform(code, id) {
    if (!SCREENS.includes(id)) return null;
    return code.replace(LAZY, "import * as $1Module from '$2';\nconst $1 = lazy(() => Promise.resolve($1Module));");
  },
};
