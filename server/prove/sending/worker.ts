/** A worker of the office (server/main.ts, whole) whose clock is wrong by as many milliseconds as it is told. */
export {};
const offsetMs = Number(process.argv[2] ?? 0);
const { now } = Date;
Date.now = () => now() + offsetMs;
await import('../../main');

// The proof is gone: so is its office.
process.on('disconnect', () => process.exit(0));
