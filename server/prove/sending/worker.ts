/** A worker of the office (server/main.ts, whole) whose clock is wrong by as many milliseconds as it is told. */
export {};
const offsetMs = Number(process.argv[2] ?? 0);
const RealDate = Date;
const now = () => RealDate.now() + offsetMs;
// Whoever asks what time it is, by whatever way: `new Date()` does not ask `Date.now`.
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given: unknown[], by) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, by === globalThis.Date ? target : by) as Date,
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
});
await import('../../main');

// The proof is gone: so is its office.
process.on('disconnect', () => process.exit(0));
