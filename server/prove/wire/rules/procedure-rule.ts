/** What the rules of all procedures are made of. */
import type { AppRouter } from '../../../trpc/root-router';
import type { Role } from '../../../../sync/collections/member';
import { either, list, object, oneOf, text, type Form } from '../form';
import { unknownId, type Caller, type WireOffice } from '../wire-office';

type Leaves<R> = {
  [K in keyof R & string]: R[K] extends { _def: { type: unknown } }
    ? K
    : R[K] extends object
      ? `${K}.${Leaves<R[K]>}`
      : never;
}[keyof R & string];
export type ProcedurePath = Leaves<AppRouter['_def']['record']>;

/** `adminMay`: an admin may, for whom nobody is somebody else's. */
export type Foreign = { readonly what: string; readonly input: unknown; readonly adminMay?: true };
export type ProcedureRule = {
  /** `lost`: only devices that were reported lost. `provisional`: also who must replace a temporary password first. */
  readonly who: readonly (Role | 'provisional')[] | 'anybody' | 'lost';
  /** A request of the caller's that must be taken; makes what it needs, so that it is right every time. */
  readonly example: (office: WireOffice, caller: Caller) => Promise<unknown> | unknown;
  readonly form: Form;
  /**
   * The same request with somebody else's ids, or ids of nothing: it may not change anything, nor tell anything that
   * bears the other team's mark. Left out where the input names nothing that belongs to anybody.
   */
  readonly foreign?: (
    office: WireOffice,
    caller: Caller,
    other: Caller,
  ) => Promise<readonly Foreign[]> | readonly Foreign[];
};

export const EVERYBODY = ['agent', 'manager', 'admin'] as const;
export const LEADERS = ['manager', 'admin'] as const;
export const ADMIN = ['admin'] as const;
export const uuids = (what: string, make: (id: string) => unknown): Foreign => ({
  what: `unknown ${what}`,
  input: make(unknownId(what)),
});
export const segmentCondition = object({ fact: text(1, 40), operator: text(1, 40) });
export const segmentForm = object({
  combinator: oneOf('and', 'or'),
  rules: list(
    either(segmentCondition, object({ combinator: oneOf('and', 'or'), rules: list(segmentCondition, 0, 20) })),
    0,
    20,
  ),
});
export const none = () => undefined;
export const ownCustomer = (office: WireOffice, { memberId, team }: Caller) => office.addCustomer({ memberId, team });

/** The procedures of one router, whose rules stand together. */
export type PathsOf<Router extends string> = Extract<ProcedurePath, `${Router}.${string}`>;
