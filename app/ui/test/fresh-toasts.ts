/**
 * Before each file of unit tests: a toast waits for somebody to show it, and a worker goes through one file after the
 * other. What was said in those before to nobody is none of this one's.
 */
import { attachToaster } from '../toast';

attachToaster(() => undefined);
