/** A window for screens, in which the server's files look beside themselves as on a server: Vite rewrites that else. */
import { builtinEnvironments } from 'vitest/runtime';

export default { ...builtinEnvironments['happy-dom'], name: 'window', viteEnvironment: 'ssr' };
