import path from 'node:path';
import type { GetManualChunk, ManualChunkMeta } from 'rollup';

/** Used by so many other screens, a module is part of the kit all of them load. */
const KIT_FROM_SCREENS = 3;

/**
 * What the first screens need, in four chunks instead of sixty: each chunk costs a request through the service worker,
 * and on a slow tablet sixty of them take longer than the code in them. Everything else stays as Rollup splits it.
 */
export function firstScreenChunks(): GetManualChunk {
  let chunkOf: Map<string, string> | null = null;
  return (id, meta) => (chunkOf ??= assign(meta)).get(id);
}

function assign({ getModuleIds, getModuleInfo }: ManualChunkMeta): Map<string, string> {
  const all = [...getModuleIds()];
  const named = (part: RegExp) => all.filter((id) => getModuleInfo(id)?.isEntry === true && part.test(id));
  const closure = (roots: readonly string[]) => {
    const seen = new Set<string>(),
      open = [...roots];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      open.push(...importsOf(id, getModuleInfo));
    }
    return seen;
  };
  const start = closure(named(/\/app\/(entry\.client|root)\.tsx/));
  const frame = closure(named(/\/app\/routes\/_app\.tsx/));
  const list = closure(named(/\/app\/routes\/_app\.customers(\._index)?\.tsx/));
  const others = named(/\/app\/routes\/(?!_app\.tsx|_app\.customers(\._index)?\.tsx)/).map((root) => closure([root]));
  const assigned = new Map<string, string>();
  for (const id of new Set([...start, ...frame, ...list])) {
    if (getModuleInfo(id)?.isEntry === true) continue;
    const users = others.filter((closed) => closed.has(id)).length;
    assigned.set(
      id,
      start.has(id) ? 'start' : frame.has(id) ? 'frame' : users >= KIT_FROM_SCREENS ? 'kit' : 'customer-list',
    );
  }
  return assigned;
}

/** Packages that say everything in one file: importing a name from them means the module the name comes from. */
const BARREL =
  /\/node_modules\/(react-aria-components\/dist\/exports\/index\.mjs|lucide-react\/dist\/esm\/lucide-react\.js)$/;
const NAMED_IMPORT = /(?:import|export)\s*\{([^}]*)\}\s*from\s*["']([^"']+)["']/g;

const nameOf = (place: string) => path.basename(place).replace(/\.m?js$/, '');

function importsOf(id: string, info: ManualChunkMeta['getModuleInfo']): string[] {
  const module = info(id);
  if (module === null || BARREL.test(id)) return [];
  return module.importedIds.flatMap((imported) => {
    if (!BARREL.test(imported)) return [imported];
    const wanted = new Set(
      [...(module.code ?? '').matchAll(NAMED_IMPORT)].flatMap(([, names = '']) =>
        names.split(',').map((name) => name.trim().split(/\s+as\s+/)[0] ?? ''),
      ),
    );
    const barrel = info(imported);
    return [...(barrel?.code ?? '').matchAll(NAMED_IMPORT)].flatMap(([, names = '', from = '']) => {
      const offers = names.split(',').flatMap((name) => name.trim().split(/\s+as\s+/));
      return offers.some((name) => wanted.has(name))
        ? (barrel?.importedIds.filter((one) => nameOf(one) === nameOf(from)) ?? [])
        : [];
    });
  });
}
