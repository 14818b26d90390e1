/** A page in the background paints nothing. */
const UNSEEN_MS = 200;

/** Calls `then` once a frame has been shown, or soon where none is. Returns what gives up waiting. */
export function afterPaint(then: () => void): () => void {
  let timer = setTimeout(done, UNSEEN_MS);
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    timer = setTimeout(done);
  });
  function done() {
    cancelAnimationFrame(frame);
    then();
  }
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
