/** Threads do not inherit the loader of TypeScript: it is registered here before anything else is loaded. */
import { register } from 'tsx/esm/api';

register();
await import('./table-reader.ts');
