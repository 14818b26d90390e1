/**
 * A segment's rule as it is stored and sent: conditions in groups, at most two deep. Facts and operators are words, not
 * a closed list: a build reads the rules of later ones, and says what of them it does not know (segment-tests.ts).
 */
import * as z from 'zod/mini';

export const MAX_CONDITIONS = 20;
export const MAX_CHOICES = 100;
export const MAX_VALUE_LENGTH = 120;

const word = z.string().check(z.minLength(1), z.maxLength(40));
const text = z.string().check(z.maxLength(MAX_VALUE_LENGTH));
const value = z.union([
  text,
  z.int().check(z.minimum(0), z.maximum(100_000)),
  z.array(text).check(z.maxLength(MAX_CHOICES)),
]);
const condition = z.object({ fact: word, operator: word, value: z.optional(value) });
const combinator = z.enum(['and', 'or']);
const group = z.object({
  combinator,
  not: z.optional(z.boolean()),
  rules: z.array(condition).check(z.maxLength(MAX_CONDITIONS)),
});

/** A group without conditions lets everybody through. */
export const segmentRule = z.object({
  combinator,
  not: z.optional(z.boolean()),
  rules: z.array(z.union([condition, group])).check(z.maxLength(MAX_CONDITIONS)),
});
export type SegmentCondition = z.infer<typeof condition>;
export type SegmentGroup = z.infer<typeof group>;
export type SegmentRule = z.infer<typeof segmentRule>;
