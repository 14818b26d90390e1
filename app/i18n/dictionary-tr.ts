/** All words, for tests and proofs: the app loads them in two parts (language.ts). */
import type { Dictionary } from './dictionary';
import first from './first-words-tr';
import others from './other-words-tr';

export default { ...first, ...others } as Dictionary;
