/**
 * The app of the build after this one, in a folder of its own, with a screen that today's lacks. With `--mode lacking`
 * its description does not say what stands where a document lacks a new field.
 */
import type { VitePluginConfig } from '@remix-run/dev';
import { defineConfig, mergeConfig } from 'vite';
// @ts-expect-error Plain JavaScript, typed inside by its own comment.
import remixConfig from '../../../remix.config.js';
import { configOf } from '../../../vite.config';
import { nextBuildOf } from './next-build';

const SCREEN = {
  id: 'next-screen',
  parentId: 'routes/_app',
  path: 'parcels/:id',
  file: '../server/prove/builds/next/parcels-screen.tsx',
};
const NEXT_APP: VitePluginConfig = {
  ...(remixConfig as VitePluginConfig),
  buildDirectory: '.cache/next-app',
  routes: () => ({ [SCREEN.id]: SCREEN }),
};

export default defineConfig((env) => {
  const plugins = [nextBuildOf(env.mode === 'lacking' ? 'lacking' : 'next')];
  return mergeConfig(configOf(NEXT_APP, env), { plugins, worker: { plugins: () => plugins } });
});
