import { defineConfig } from 'vitest/config';
import { nextBuild } from './server/prove/builds/next-build';
import { lazyAtOnce } from './server/prove/forms/lazy-at-once';
import { GroupedSequencer } from './server/test/grouped-sequencer';

const FORMS = 'server/prove/forms.test.ts';
const NEXT = 'server/prove/builds/*.next.test.tsx';
const INTEGRATION = '**/*.integration.test.ts';
const ELSEWHERE = ['**/node_modules/**', 'build/**', 'app/e2e/**'];

export default defineConfig({
  test: {
    // One more than the cores CI has: the long files mostly wait for PostgreSQL.
    maxWorkers: 3,
    sequence: { sequencer: GroupedSequencer },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // A worker loads what files have in common once: two fifths of the processor's time. No file mocks a module.
          isolate: false,
          include: ['{sync,app,server,prisma}/**/*.test.{ts,tsx}'],
          exclude: [INTEGRATION, FORMS, NEXT, ...ELSEWHERE],
          setupFiles: ['app/ui/test/fresh-toasts.ts', 'app/ui/test/same-window.ts'],
          // One window for many files: a link somebody follows must not lead all later ones away from where it stands.
          // Forbidden alone, a link would not be followed and still change the address.
          environmentOptions: {
            happyDOM: { settings: { navigation: { disableMainFrameNavigation: true, disableFallbackToSetURL: true } } },
          },
          // Patience with a busy machine; nothing is measured here.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // The screens as they are shipped, in a process of their own: every tab loads the app anew.
        extends: true,
        plugins: [lazyAtOnce],
        esbuild: { jsx: 'automatic', jsxDev: false },
        test: { name: 'forms', include: [FORMS], env: { NODE_ENV: 'production' } },
      },
      {
        // As the build after this one: the app's own files with more nouns than they have, before an office of either.
        extends: true,
        plugins: [nextBuild],
        test: {
          name: 'next build',
          include: [NEXT],
          environment: './server/prove/builds/window-environment.ts',
          globalSetup: ['server/test/start-database-server.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          // As above: a third of the processor's time.
          isolate: false,
          include: [`{server,prisma}/${INTEGRATION}`],
          exclude: ELSEWHERE,
          // One throw-away PostgreSQL for the whole run; each file clones its own database (server/test/database.ts).
          globalSetup: ['server/test/start-database-server.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
