import { createTRPCClient, TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AppRouter } from '../../server/trpc/root-router';
import { setConfirmation } from './confirmation';
import { confirmationLink } from './confirmation-link';

let isConfirmed: boolean;
let made: string[];
let failure: string | null;
/** An office that takes nothing until the person has proved who they are. */
const office: TRPCLink<AppRouter> =
  () =>
  ({ op }) =>
    observable((observer) => {
      made.push(op.path);
      const code = isConfirmed ? failure : 'auth.confirmationNeeded';
      if (code === null) {
        observer.next({ result: { type: 'data', data: undefined } });
        observer.complete();
      } else
        observer.error(
          TRPCClientError.from({
            error: { code: -32600, message: code, data: { code, params: {}, httpStatus: 403 } },
          } as never),
        );
    });
const api = createTRPCClient<AppRouter>({ links: [confirmationLink, office] });
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: TRPCClientError<AppRouter>) => (error.data as { code: string }).code,
  );
const rename = () => codeOf(api.members.renameTeam.mutate({ teamId: '', name: '' }));
const create = () => codeOf(api.members.createTeam.mutate({ name: '' }));

beforeEach(() => {
  [isConfirmed, made, failure] = [false, [], null];
});

describe('a call that needs proof', () => {
  it('is made again once the person has proved who they are', async () => {
    const takeBack = setConfirmation(() => Promise.resolve((isConfirmed = true)));
    expect(await rename()).toBe('done');
    expect(made).toEqual(['members.renameTeam', 'members.renameTeam']);
    takeBack();
  });

  it('is refused when they would rather not, or nobody can be asked', async () => {
    const takeBack = setConfirmation(() => Promise.resolve(false));
    expect(await rename()).toBe('auth.confirmationNeeded');
    takeBack();
    expect(await rename()).toBe('auth.confirmationNeeded');
    expect(made).toHaveLength(2);
  });

  it('asks once for several at once, again for later ones, and for nothing else', async () => {
    let questions = 0;
    const takeBack = setConfirmation(async () => {
      questions += 1;
      await Promise.resolve();
      return (isConfirmed = true);
    });
    expect(await Promise.all([rename(), create()])).toEqual(['done', 'done']);
    expect(questions).toBe(1);
    isConfirmed = false;
    expect(await create()).toBe('done');
    expect(questions).toBe(2);
    failure = 'team.nameTaken';
    expect(await create()).toBe('team.nameTaken');
    expect(questions).toBe(2);
    takeBack();
  });

  it('that is refused for want of it a second time is not asked about for ever', async () => {
    let questions = 0;
    const takeBack = setConfirmation(() => Promise.resolve((questions += 1) > 0));
    expect(await rename()).toBe('auth.confirmationNeeded');
    expect(questions).toBe(1);
    takeBack();
  });
});
