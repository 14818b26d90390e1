import { build } from 'esbuild';

/** A script that a page can run, from source or from a file below this folder. */
export async function bundleForPage(from: { contents: string } | { entry: string }): Promise<string> {
  const { outputFiles } = await build({
    ...('entry' in from
      ? { entryPoints: [from.entry] }
      : { stdin: { contents: from.contents, resolveDir: process.cwd() } }),
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  return outputFiles[0]!.text;
}
