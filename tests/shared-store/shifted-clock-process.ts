/** Loaded before a program, this sets its clock by as many milliseconds as `KURRIER_TEST_CLOCK_MS` says. */
const shiftMs = Number(process.env['KURRIER_TEST_CLOCK_MS'] ?? 0);
const now = Date.now.bind(Date);
const Own = Date;

globalThis.Date = new Proxy(Own, {
  construct: (target, args: []) => (args.length === 0 ? new target(now() + shiftMs) : new target(...args)),
});
Own.now = () => now() + shiftMs;
