/**
 * One index.html answers every address: the shell an offline device opens. Vite's plugin does not look for this file,
 * so vite.config.ts imports it.
 *
 * @type {import('@remix-run/dev').VitePluginConfig}
 */
export default {
  appDirectory: 'app',
  buildDirectory: 'build',
  ssr: false,
  ignoredRouteFiles: ['**/*.test.*', '**/*.module.css'],
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: true,
    // Routes must be known without asking a server: an offline device has none to ask.
    v3_lazyRouteDiscovery: false,
  },
};
