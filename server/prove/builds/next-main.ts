/**
 * The office of the build after this one, where it was made as such (next-build.ts): one, or with `host` one after
 * another, as they are told.
 */
await (process.argv[2] === 'host' ? import('../../test/office-host') : import('../../main'));
export {};
