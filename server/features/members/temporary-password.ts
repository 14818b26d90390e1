import { randomInt } from 'node:crypto';

/** No letter or digit that looks like another; none that a Turkish keyboard hides. */
const ALPHABET = 'abcdefghjkmnpqrstuvwyz23456789';
const GROUPS = 3;
const GROUP_LENGTH = 5;

/** Fifteen random characters (73 bits) in groups, for reading out loud: `k7mpq-3xhdw-9fr4t`. */
export function newTemporaryPassword(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
