import { vitePlugin as remix, type VitePluginConfig } from '@remix-run/dev';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import { fileURLToPath } from 'node:url';
import { defineConfig, type ConfigEnv, type Plugin, type UserConfig } from 'vite';
// @ts-expect-error Plain JavaScript, typed inside by its own comment.
import remixConfig from './remix.config.js';
import { compileMessages } from './app/i18n/compile-messages.vite';
import { firstScreenChunks } from './first-screen-chunks.vite';

/**
 * The one page that is written at build time shows none of the screens: there they stand for nothing, which saves a
 * quarter of the build's time. Each route exports its screen alone.
 */
const screensOfClientAlone = (): Plugin => ({
  name: 'screens-of-client-alone',
  enforce: 'pre',
  load: (id) => (/\/app\/routes\/[^/]+\.tsx$/.test(id) ? 'export default () => null;' : null),
});

/**
 * Style sheets are asked for in one way. Vite asks for those of code that is loaded later as a page of another origin
 * would, Remix for the same ones as this page: each was loaded twice, and the browser warned of it at every start.
 */
const stylesInOneWay = (): Plugin => ({
  name: 'styles-in-one-way',
  apply: 'build',
  transform: (code, id) => {
    if (!id.endsWith('vite/preload-helper.js')) return null;
    const asked = /link\.crossOrigin = (""|'');/;
    if (!asked.test(code)) throw new Error('Vite asks for style sheets in another way now: see vite.config.ts');
    return { code: code.replace(asked, 'if (!isCss) link.crossOrigin = "";'), map: null };
  },
});

/** `app`: what Remix makes of it; another build than the usual one has other words here (server/prove/builds). */
export const configOf = (app: VitePluginConfig, { isSsrBuild }: ConfigEnv): UserConfig => ({
  plugins: [
    { ...optimizeLocales.vite({ locales: ['tr-TR', 'en-US'] }), enforce: 'pre' },
    compileMessages(),
    stylesInOneWay(),
    ...(isSsrBuild === true ? [screensOfClientAlone()] : []),
    remix(app),
  ],
  resolve: {
    alias: [
      // Messages arrive compiled, so the message parser would be dead weight in the bundle.
      {
        find: /^@formatjs\/icu-messageformat-parser$/,
        replacement: fileURLToPath(
          new URL('./node_modules/@formatjs/icu-messageformat-parser/no-parser.js', import.meta.url),
        ),
      },
    ],
  },
  build: {
    target: 'es2022',
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
    ...(isSsrBuild === true
      ? {}
      : {
          rollupOptions: {
            output: {
              manualChunks: firstScreenChunks(),
              onlyExplicitManualChunks: true,
              experimentalMinChunkSize: 8_000,
            },
          },
        }),
  },
  worker: { format: 'es' },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(
      ['/trpc', '/healthz', '/readyz', '/files'].map((path) => [
        path,
        process.env['SAHA_API'] ?? 'http://127.0.0.1:3000',
      ]),
    ),
  },
});

export default defineConfig((env) => configOf(remixConfig, env));
