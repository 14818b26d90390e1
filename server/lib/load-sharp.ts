import type sharp from 'sharp';

let loading: Promise<typeof sharp> | undefined;

/** libvips, from the first picture on: an office starts without it. What one picture takes of memory is given back. */
export function loadSharp(): Promise<typeof sharp> {
  loading ??= import('sharp').then(({ default: loaded }) => {
    loaded.cache(false);
    loaded.concurrency(1);
    return loaded;
  });
  return loading;
}
