import { parse, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

const MESSAGE_FILE = /\/app\/i18n\/messages\/[^/]+\.(tr|en)\.json$/;

/** A message without arguments stays text; any other becomes its syntax tree, so that no parser runs on the device. */
export function compileMessage(text: string): string | MessageFormatElement[] {
  const elements = parse(text, { captureLocation: false });
  const only = elements[0];
  if (elements.length === 0) return '';
  return elements.length === 1 && only !== undefined && only.type === 0 ? only.value : elements;
}

/** Compiles app/i18n/messages/*.json while they are loaded. A message that does not parse fails the build. */
export function compileMessages(): Plugin {
  return {
    name: 'saha:compile-messages',
    enforce: 'pre',
    async load(id) {
      const path = id.split('?')[0] ?? id;
      if (!MESSAGE_FILE.test(path)) return null;
      const messages = JSON.parse(await readFile(path, 'utf8')) as Record<string, string>;
      return JSON.stringify(
        Object.fromEntries(
          Object.entries(messages).map(([key, text]) => {
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
