/** ES2018, 27.2.5.3: what `finally` is given is waited for. The library's own type says `void`. */
interface Promise<T> {
  finally(onFinally: () => PromiseLike<unknown>): Promise<T>;
}
