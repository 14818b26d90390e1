import type { Plugin } from 'vite';

const LAZY = /const (\w+) = lazy\(\(\) => import\('([^']+)'\)\);/g;

/**
 * Every tab of the proof loads the app anew. What a screen loads only when it is shown would come from the app of the
 * tab that was opened last, where nobody is signed in; so what these load lazily is loaded with them.
 */
export const lazyAtOnce: Plugin = {
  name: 'lazy-at-once',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/app\/features\/(appointments\/edit-appointment-screen|customers\/customer-card)\.tsx$/.test(id))
      return null;
    return code.replace(LAZY, "import * as $1Module from '$2';\nconst $1 = lazy(() => Promise.resolve($1Module));");
  },
};
