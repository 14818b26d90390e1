/** Sets of slots as bits: 100,000 customers are 3,125 words, so every set operation takes microseconds. */
export type Bits = Uint32Array;

export const noBits = (slots: number): Bits => new Uint32Array((slots + 31) >>> 5);
export const hasBit = (bits: Bits, slot: number): boolean => ((bits[slot >>> 5] as number) & (1 << (slot & 31))) !== 0;
export function setBit(bits: Bits, slot: number): void {
  (bits[slot >>> 5] as number) |= 1 << (slot & 31);
}
export function clearBit(bits: Bits, slot: number): void {
  (bits[slot >>> 5] as number) &= ~(1 << (slot & 31));
}

export function keepCommon(into: Bits, other: Bits): void {
  const shared = Math.min(into.length, other.length);
  for (let word = 0; word < shared; word += 1) (into[word] as number) &= other[word] as number;
  into.fill(0, shared);
}
export function addAll(into: Bits, other: Bits): void {
  for (let word = 0; word < other.length; word += 1) (into[word] as number) |= other[word] as number;
}
export function countBits(bits: Bits): number {
  let count = 0;
  for (let word of bits) {
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }
  return count;
}
/** The same bits with room for `slots`; doubles, so that growing one by one stays cheap. */
export function roomFor(bits: Bits, slots: number): Bits {
  if (bits.length * 32 >= slots) return bits;
  const grown = noBits(Math.max(slots, bits.length * 64));
  grown.set(bits);
  return grown;
}
