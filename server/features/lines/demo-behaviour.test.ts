import { expect, it } from 'vitest';
import { demoBehaviour } from './demo-behaviour';

it('answers by turns, in words, with what they think of it, and with a place', () => {
  const { reply } = demoBehaviour();
  const said = Array.from({ length: 6 }, () => reply?.('+905320000001', 'Merhaba'));
  expect(said[0]).toMatchObject({ text: 'Olur, bana uyar 👍' });
  expect(said.filter((one) => one?.emoji !== undefined)).toHaveLength(1);
  expect(said.filter((one) => one?.message !== undefined)).toHaveLength(1);
  expect(reply?.('+905320000001', 'Merhaba')).toEqual(said[0]);
});

it('fails where a number says so, however it is written', () => {
  const { answer, fate, reply } = demoBehaviour();
  expect([fate?.('905320000463@s.whatsapp.net', ''), fate?.('+905320000463', ''), fate?.('+905320000464', '')]).toEqual(
    ['refused', 'refused', 'read'],
  );
  expect(reply?.('+905320000463', '')).toBeNull();
  expect(['+905320000404', '+905320000408', '+905320000400'].map((to) => answer?.(to, ''))).toEqual([
    'nobody',
    'lost',
    'accept',
  ]);
});
