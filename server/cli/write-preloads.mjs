/**
 * A screen's chunks are known to the browser only once the router runs, and the words only once the entry does: two
 * waits in a row on a slow tablet. A script at the foot of index.html asks for them at once, by address, language and
 * whether somebody is signed in. It stands last because React tolerates what it does not know only at the end of the
 * body.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Route files by first part of the address: `_app.customers.$id` stands under `customers`, `_app._index` under ''. */
const placeOf = (routeId) => (/^routes\/_app\.([a-z]+|_index)(\.|$)/.exec(routeId)?.[1] ?? '').replace(/^_index$/, '');

/** What to load for each first part of an address; deeper routes (a card, a form) stay out. */
export function preloadsByPlace(manifest) {
  const places = {};
  const filesOf = ({ module, imports = [] }) => [module, ...imports];
  const common = new Set([manifest.entry, manifest.routes.root].flatMap(filesOf));
  const frame = filesOf(manifest.routes['routes/_app']);
  for (const [id, route] of Object.entries(manifest.routes)) {
    if (!/^routes\/_app\.(\w+)(\._index)?$/.test(id)) continue;
    const place = placeOf(id);
    places[place] = [...new Set([...(places[place] ?? frame), ...filesOf(route)])].filter((file) => !common.has(file));
  }
  return places;
}

export async function writePreloads(clientDirectory) {
  const names = await readdir(join(clientDirectory, 'assets'));
  const asset = (prefix) => {
    const found = names.filter((name) => name.startsWith(prefix) && name.endsWith('.js'));
    if (found.length !== 1) throw new Error(`${found.length} files are called ${prefix}*.js, not one`);
    return `/assets/${found[0]}`;
  };
  const source = await readFile(join(clientDirectory, asset('manifest-')), 'utf8');
  const manifest = JSON.parse(source.slice(source.indexOf('{'), source.lastIndexOf('}') + 1));
  const places = preloadsByPlace(manifest);
  const files = [...new Set(Object.values(places).flat())];
  const indexes = Object.fromEntries(
    Object.entries(places).map(([place, wanted]) => [place, wanted.map((file) => files.indexOf(file))]),
  );
  // The list of customers says the first words alone (app/i18n/first-words.ts).
  const wordsOf = (language) => [asset(`first-words-${language}-`), asset(`other-words-${language}-`)];
  const words = { tr: wordsOf('tr'), en: wordsOf('en') };
  const script =
    `!function(f,p,w){function l(h){var e=document.createElement('link');e.rel='modulepreload';e.href=h;document.body.appendChild(e)}` +
    `try{var d=localStorage.getItem('saha-language')==='en'?w.en:w.tr;l(d[0]);if(location.pathname!=='/customers')l(d[1]);if(localStorage.getItem('saha.identity'))(p[location.pathname.split('/')[1]]||[]).forEach(function(i){l(f[i])})}catch(e){}}` +
    `(${JSON.stringify(files)},${JSON.stringify(indexes)},${JSON.stringify(words)})`;
  const page = join(clientDirectory, 'index.html');
  const html = await readFile(page, 'utf8');
  if (!html.includes('</body>')) throw new Error('index.html has no end of its body');
  await writeFile(
    page,
    html.replace('</body>', () => `<script>${script}</script></body>`),
  );
}
