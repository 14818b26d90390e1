import * as z from 'zod/mini';

/**
 * How many characters a text of this shape may have: what a form tells whoever types, so that it never differs from
 * what both ends take. Throws RangeError where the shape sets no end, which no text that is stored may lack.
 */
export function longestText(shape: z.ZodMiniType): number {
  const longest = longestOf(shape);
  if (!Number.isFinite(longest)) throw new RangeError('this shape sets its text no end');
  return longest;
}

function longestOf(shape: z.core.$ZodType): number {
  if (shape instanceof z.ZodMiniOptional) return longestOf(shape.def.innerType);
  if (shape instanceof z.ZodMiniUnion) return Math.max(...shape.def.options.map(longestOf));
  if (shape instanceof z.ZodMiniLiteral) return Math.max(...shape.def.values.map((value) => String(value).length));
  const ends = (shape._zod.def.checks ?? []).flatMap((check) => {
    const { def } = check._zod;
    return def.check === 'max_length' ? [(def as z.core.$ZodCheckMaxLengthDef).maximum] : [];
  });
  return Math.min(...ends);
}
