import { foldText } from './turkish-text';

const SAYS_SO = [
  'otomatik',
  'automatic',
  'auto-reply',
  'autoreply',
  'mesai saatleri',
  'mesai disi',
  'out of office',
  'business hours',
];

/** Whether a message says of itself that no person wrote it: two machines would go on for ever. */
export function soundsAutomatic(text: string): boolean {
  const folded = foldText(text);
  return SAYS_SO.some((words) => folded.includes(words));
}
