/**
 * Writes what the app shows of the countries: public/countries.json and the flag sprite. Run `npm run countries` after
 * changing countries.ts; countries.test.ts fails while the written files differ from it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { COUNTRIES } from './countries';

const PUBLIC = path.join(import.meta.dirname, '../../public');
export const COUNTRIES_JSON = path.join(PUBLIC, 'countries.json');
export const FLAG_SPRITE = path.join(PUBLIC, 'flags/flags.svg');

/** One country a line, so that a change reads as one. */
export function countriesJson(): string {
  return `[\n${COUNTRIES.map((country) => JSON.stringify(country)).join(',\n')}\n]\n`;
}

/** All flags, 3:2, in one file: one precache entry instead of 249. */
export function flagSprite(): string {
  const flags = path.join(
    path.dirname(createRequire(import.meta.url).resolve('country-flag-icons/package.json')),
    '3x2',
  );
  return `<svg xmlns="http://www.w3.org/2000/svg">\n<!-- Flags: country-flag-icons, MIT licence, copyright 2020 @catamphetamine -->\n${COUNTRIES.map(({ id }) => symbol(id, readFileSync(path.join(flags, `${id}.svg`), 'utf8'))).join('\n')}\n</svg>\n`;
}

function symbol(id: string, svg: string): string {
  const parts = /^<svg[^>]*\bviewBox="([^"]+)"[^>]*>([\s\S]*)<\/svg>\s*$/.exec(svg);
  if (!parts) throw new Error(`flag ${id}: not one svg element with a viewBox`);
  if (/<style|<script|\bid=|url\(|href=/.test(parts[2]!)) throw new Error(`flag ${id}: would clash inside a sprite`);
  // A few drawings are a hair off 3:2; `slice` fills the box anyway.
  return `<symbol id="${id}" viewBox="${parts[1]}" preserveAspectRatio="xMidYMid slice">${parts[2]!.replace(/ class="[^"]*"/g, '')}</symbol>`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(COUNTRIES_JSON, countriesJson());
  writeFileSync(FLAG_SPRITE, flagSprite());
}
