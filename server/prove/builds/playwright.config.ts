/** The scenarios of a tablet of the build after this one, whose app was made before (make-next-app.ts). */
import path from 'node:path';
import { defineConfig } from '@playwright/test';
import usual from '../../../playwright.config';
import { NEXT_CLIENT } from './make-next-app';

const ROOT = path.resolve(import.meta.dirname, '../../..');

export default defineConfig<object, { clientDir: string }>({
  ...usual,
  testDir: path.join(ROOT, 'app/e2e'),
  testMatch: '**/*.next.ts',
  globalSetup: path.join(ROOT, 'app/e2e/office-template.ts'),
  outputDir: path.join(ROOT, 'test-results/next-build'),
  // Whatever passes only at its second try is looked at.
  retries: 0,
  use: { ...usual.use, clientDir: NEXT_CLIENT },
});
