// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { errorCode } from '../../api/client';
import { readRemembered } from './identity-store';
import { replaceTemporaryPassword } from './sign-in';

const AYSE = { memberId: 'm-ayse', fullName: 'Ayşe Er', email: 'ayse@saha.example', role: 'agent', teamId: '' };
const CHOSEN = 'derin-mavi-bir-su';

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

/** An office that answers each call at once; a code is a refusal. Answers which calls came. */
function office(answers: Readonly<Record<string, (input: Record<string, string>) => object | string>>): string[] {
  const calls: string[] = [];
  vi.stubGlobal('fetch', (address: string, options?: { body?: string }) => {
    const path = /\/trpc\/([\w.]+)/.exec(address)?.[1] ?? '';
    calls.push(path);
    const said = answers[path]?.(JSON.parse(options?.body ?? '{}') as Record<string, string>) ?? 'auth.required';
    const isRefusal = typeof said === 'string';
    const body = isRefusal
      ? { error: { message: said, code: -32_000, data: { code: said } } }
      : { result: { data: said } };
    return Promise.resolve(new Response(JSON.stringify(body), { status: isRefusal ? 400 : 200 }));
  });
  return calls;
}
const signInWith = (known: string) => ({
  'auth.signIn': ({ password }: Record<string, string>) =>
    password === known ? { ...AYSE, mustChangePassword: false } : 'auth.wrongCredentials',
});

// `auth.required`: with the temporary password its session's token is over at once, and the new one was in the answer.
test.each(['auth.required', 'auth.wrongPassword'])(
  'who chose a password and never heard the answer is in with it at the next try (%s)',
  async (code) => {
    const calls = office({ 'auth.changePassword': () => code, ...signInWith(CHOSEN) });
    await replaceTemporaryPassword(AYSE.email, 'k7mpq-3xhdw-9fr4t', CHOSEN);
    expect(calls).toEqual(['auth.changePassword', 'auth.signIn']);
    expect(readRemembered()?.identity).toEqual(AYSE);
  },
);

test('who chose none yet hears what the office said of the temporary one', async () => {
  office({ 'auth.changePassword': () => 'auth.required', ...signInWith('another') });
  const refusal = await replaceTemporaryPassword(AYSE.email, 'k7mpq-3xhdw-9fr4t', CHOSEN).catch(errorCode);
  expect(refusal).toBe('auth.required');
  expect(readRemembered()).toBeNull();
});
