const LOOK_MS = 20;
const MB = 1024 * 1024;

/** How many MB this process takes at most more than now, until it is stopped. */
export function watchMemory(): { readonly stop: () => number } {
  const idle = process.memoryUsage.rss();
  let most = idle;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, LOOK_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return Math.round((most - idle) / MB);
    },
  };
}
