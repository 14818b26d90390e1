import { defineConfig } from 'vitest/config';
import { lazyAtOnce } from './lazy-at-once';

/**
 * The long form runs the app's screens as they are shipped: React without its checks, and in as many threads as asked.
 */
export default defineConfig({
  plugins: [lazyAtOnce],
  esbuild: { jsx: 'automatic', jsxDev: false },
  test: {
    include: ['server/prove/forms/*.proof.ts'],
    testTimeout: 3_600_000,
    env: { NODE_ENV: 'production' },
    maxWorkers: 2,
    reporters: [['default', { summary: false }]],
  },
});
