import type { ErrorCode } from '../../sync/errors';

export type ErrorParams = Readonly<Record<string, string | number>>;

/**
 * A refusal that a person can understand. `code` is also the translation key `error.<code>`; `params` fill its text and
 * never carry what was typed. `httpStatus` is what the answer's status line says.
 */
export class CodedError extends Error {
  override readonly name = 'CodedError';
  constructor(
    readonly code: ErrorCode,
    readonly params: ErrorParams = {},
    readonly httpStatus: number = 400,
  ) {
    super(code);
  }
}
