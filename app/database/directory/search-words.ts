import { foldText } from '../../../sync/rules/turkish-text';
import { phonePrefixes } from './phone-digits';

/** What a person typed, as words that must all match. A phone number keeps its spaces: it is one word. */
export function searchWords(typed: string): string[] {
  const text = typed.trim();
  if (text === '') return [];
  return phonePrefixes(text) === null ? text.split(/\s+/) : [text];
}

/** Folded runs of letters and digits: "Ayşe-Nur O'Brien" gives ayse, nur, o, brien. */
export function piecesOf(text: string): string[] {
  return foldText(text).split(/[^\p{L}\p{N}]+/u).filter((piece) => piece !== '');
}
