import { parse, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';
import { isFirstWord } from './first-words';

const MESSAGE_FILE = /\/app\/i18n\/messages\/[^/]+\.(tr|en)\.json$/;

/** A message without arguments stays text; any other becomes its syntax tree, so that no parser runs on the device. */
export function compileMessage(text: string): string | MessageFormatElement[] {
  const elements = parse(text, { captureLocation: false });
  const only = elements[0];
  if (elements.length === 0) return '';
  return elements.length === 1 && only !== undefined && only.type === 0 ? only.value : elements;
}

const entriesOf = (part: string | undefined, messages: Record<string, string>) =>
  Object.entries(messages).filter(([key]) =>
    part === 'first' ? isFirstWord(key) : part === 'other' ? !isFirstWord(key) : true,
  );

/**
 * Compiles app/i18n/messages/*.json while they are loaded; `?first` and `?other` are the two parts of a file
 * (first-words.ts). A message that does not parse fails the build.
 */
export function compileMessages(): Plugin {
  return {
    name: 'saha:compile-messages',
    enforce: 'pre',
    async load(id) {
      const [path = id, part] = id.split('?');
      if (!MESSAGE_FILE.test(path)) return null;
      const messages = JSON.parse(await readFile(path, 'utf8')) as Record<string, string>;
      return JSON.stringify(
        Object.fromEntries(
          entriesOf(part, messages).map(([key, text]) => {
            try {
              return [key, compileMessage(text)];
            } catch (error) {
              throw new Error(`${path}: "${key}" is not a valid message`, { cause: error });
            }
          }),
        ),
      );
    },
  };
}
