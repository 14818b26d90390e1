import { TRPCClientError } from '@trpc/client';
import { describe, expect, it } from 'vitest';
import { errorText, isOffline, isSignedOut } from './client';

const refused = (code: string) =>
  TRPCClientError.from({
    error: { code: -32600, message: code, data: { code, params: {}, httpStatus: 400 } },
  } as never);

describe('errorText', () => {
  it('is the key of the code the office refused with', () => {
    expect(errorText(refused('auth.wrongCredentials'))).toBe('error.auth.wrongCredentials');
    expect(isSignedOut(refused('auth.required'))).toBe(true);
    expect(isSignedOut(refused('auth.forbidden'))).toBe(false);
  });

  it('says out of reach when nobody answered, or somebody who is not the office', () => {
    for (const cause of [
      new TypeError('Failed to fetch'),
      new DOMException('signal timed out', 'TimeoutError'),
      new SyntaxError('Unexpected token <'),
    ]) {
      expect(errorText(TRPCClientError.from(cause))).toBe('error.server.unavailable');
      expect(isOffline(TRPCClientError.from(cause))).toBe(true);
    }
  });

  it('has words for codes this build does not know and for its own mistakes', () => {
    expect(errorText(refused('future.code'))).toBe('error.server.failed');
    expect(errorText(new Error('x'))).toBe('error.server.failed');
    expect(errorText(undefined)).toBe('error.server.failed');
    expect(errorText(Object.assign(new Error('x'), { code: 'sync.unknownDocument' }))).toBe(
      'error.sync.unknownDocument',
    );
  });
});
