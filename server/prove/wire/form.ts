/**
 * Whether an input could possibly be taken: written by hand and apart from the schemas, to say of a fuzzed request
 * that it must be refused. In doubt it says yes; what it calls wrong is wrong.
 */
export type Form = (value: unknown) => boolean;

const UNSTORABLE = /[\0\p{Surrogate}]/u;
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Anything may be sent along: what nobody knows is dropped. */
export const object =
  (fields: Readonly<Record<string, Form>>): Form =>
  (value) =>
    isRecord(value) &&
    Object.entries(fields).every(([name, form]) => form(Object.hasOwn(value, name) ? value[name] : undefined));
export const list =
  (item: Form, from: number, to: number): Form =>
  (value) =>
    Array.isArray(value) && value.length >= from && value.length <= to && value.every(item);
export const record =
  (key: RegExp, item: (value: unknown, key: string) => boolean): Form =>
  (value) =>
    isRecord(value) && Object.entries(value).every(([name, inner]) => key.test(name) && item(inner, name));
export const text =
  (from: number, to: number): Form =>
  (value) =>
    typeof value === 'string' && value.length >= from && value.length <= to && !UNSTORABLE.test(value);
export const matching =
  (pattern: RegExp): Form =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
export const oneOf =
  (...values: readonly unknown[]): Form =>
  (value) =>
    values.includes(value);
export const whole =
  (from: number, to: number): Form =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= from && (value as number) <= to;
export const orNull =
  (form: Form): Form =>
  (value) =>
    value === null || form(value);
export const either =
  (...forms: readonly Form[]): Form =>
  (value) =>
    forms.some((form) => form(value));
export const id = matching(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i);
export const device = matching(/^[0-9a-f]{8}$/);
/** Whatever is sent to who takes no input is JSON, and dropped. */
export const nothing: Form = () => true;
export const storable: Form = (value) => value !== undefined && isStorable(value);

function isStorable(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return !UNSTORABLE.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return (
    depth < 16 && Object.entries(value).every(([key, inner]) => isStorable(key, depth) && isStorable(inner, depth + 1))
  );
}
