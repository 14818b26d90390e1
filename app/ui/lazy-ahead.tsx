import { lazy, useState, type ComponentType, type ReactNode } from 'react';

/** `ahead` loads its code before it is drawn. */
export type LazyAhead<P> = ((props: P) => ReactNode) & { readonly ahead: () => Promise<unknown> };

/** As React.lazy; but what was loaded ahead is drawn at once, where React shows the fallback first. */
export function lazyAhead<P extends object>(load: () => Promise<ComponentType<P>>): LazyAhead<P> {
  let loaded: ComponentType<P> | undefined;
  const ahead = async () => (loaded = await load());
  const Lazy = lazy(async () => ({ default: (await ahead()) as ComponentType<object> })) as unknown as ComponentType<P>;
  function Ahead(props: P) {
    // One of the two for as long as it stands: in the place of the other it would begin anew.
    const [Drawn] = useState(() => loaded ?? Lazy);
    return <Drawn {...props} />;
  }
  return Object.assign(Ahead, { ahead });
}
