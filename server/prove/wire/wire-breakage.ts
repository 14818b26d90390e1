/**
 * Mistakes in what stands between the wire and the rules. Each must be found by one scenario, or the scenario is blind.
 */
import http from 'node:http';
import pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Context } from '../../trpc/context';
import { appRouter } from '../../trpc/root-router';

/** Which scenario must find it. */
export const WIRE_BREAKAGES = {
  'unchecked-input': 'fuzz',
  'leaking-errors': 'fuzz',
  'half-done': 'fuzz',
  'open-procedure': 'procedure-rights',
  'foreign-session': 'procedure-rights',
  'wide-scope': 'scope-on-wire',
  'hidden-shown': 'scope-on-wire',
  'any-origin': 'cross-site',
  'no-limits': 'guessed-passwords',
  'eternal-sessions': 'ended-sessions',
  'deaf-streams': 'ended-sessions',
} as const;
export type WireBreakage = keyof typeof WIRE_BREAKAGES;
export const isWireBreakage = (name: string): name is WireBreakage => Object.hasOwn(WIRE_BREAKAGES, name);

export function breakWire(name: string): void {
  if (!isWireBreakage(name)) throw new Error(`no such breakage: ${name}`);
  switch (name) {
    // The shape of one procedure's input is not looked at.
    case 'unchecked-input':
      return replaceCheck('auth.revokeSession', async (step) => step.next({ input: await step.getRawInput() }));
    // Errors leave as the library words them.
    case 'leaking-errors': {
      appRouter._def._config.errorFormatter = (({ shape, error }: { shape: object; error: Error }) => ({
        ...shape,
        data: { code: 'request.invalid', stack: error.stack },
      })) as never;
      return;
    }
    // What is refused has done half of its work already.
    case 'half-done':
      return replaceCheck('members.createTeam', async (step, check) => {
        await step.ctx.deps.pool.query('INSERT INTO teams (id, name) VALUES ($1, $1)', [step.ctx.deps.newId()]);
        return check(step);
      });
    case 'open-procedure': {
      const steps = stepsOf('members.teams');
      steps.splice(0, steps.length - 1);
      return;
    }
    case 'foreign-session':
      return breakStatements(/"public"\."sessions"\."member_id" = \$\d+/g, '$& IS NOT NULL');
    case 'wide-scope':
      return breakStatements(/(\w)\.shared_with @> ARRAY\[/g, "$1.stage = 'won' OR $&");
    case 'hidden-shown':
      return breakStatements(/d\.occupation,/g, 'd.manager_note,');
    // Nothing says where a request comes from, and every body counts as JSON.
    case 'any-origin':
      return breakRequests(['origin', 'sec-fetch-site', 'content-type'], { 'content-type': 'application/json' });
    case 'no-limits': {
      RateLimiterPostgres.prototype.consume = () => Promise.resolve(new RateLimiterRes(1, 0));
      return;
    }
    case 'eternal-sessions':
      return breakStatements(/"public"\."sessions"\."revoked_at" IS NULL/g, 'TRUE');
    // Nobody tells a stream that its session is over.
    case 'deaf-streams':
      return breakStreams();
  }
}

type Step = {
  ctx: Context;
  getRawInput: () => Promise<unknown>;
  next: (given: { input: unknown }) => Promise<unknown>;
};
type Middleware = ((step: Step) => Promise<unknown>) & { _type?: string };

function stepsOf(procedure: string): Middleware[] {
  const found = (appRouter._def.procedures as unknown as Record<string, { _def: { middlewares: Middleware[] } }>)[
    procedure
  ];
  if (found === undefined) throw new Error(`nothing to break: ${procedure}`);
  return found._def.middlewares;
}

function replaceCheck(procedure: string, by: (step: Step, check: Middleware) => Promise<unknown>): void {
  const steps = stepsOf(procedure);
  const at = steps.findIndex((step) => step._type === 'input');
  const check = steps[at];
  if (check === undefined) throw new Error(`${procedure} checks no input`);
  steps[at] = (step) => by(step, check);
}

export function breakStatements(pattern: RegExp, by: string): void {
  const prototype = pg.Client.prototype as unknown as { query: (...given: unknown[]) => unknown };
  const { query } = prototype;
  prototype.query = function broken(given, ...rest) {
    const statement = typeof given === 'string' ? given.replace(pattern, by) : given;
    const { text } = (given ?? {}) as { text?: unknown };
    if (typeof text === 'string') (given as { text: string }).text = text.replace(pattern, by);
    return query.call(this, statement, ...rest);
  };
}

function breakRequests(without: readonly string[], instead: Readonly<Record<string, string>>): void {
  const prototype = http.Server.prototype as unknown as { emit: (event: string, ...given: unknown[]) => boolean };
  const { emit } = prototype;
  prototype.emit = function broken(event, ...given) {
    if (event === 'request') {
      const { headers } = given[0] as http.IncomingMessage;
      for (const header of without) delete headers[header];
      Object.assign(headers, instead);
      (given[0] as http.IncomingMessage).rawHeaders = Object.entries(headers).flatMap(([header, value]) => [
        header,
        String(value),
      ]);
    }
    return emit.call(this, event, ...given);
  };
}

function breakStreams(): void {
  const steps = stepsOf('sync.stream');
  const last = steps.at(-1)!;
  steps[steps.length - 1] = (step) =>
    last({
      ...step,
      ctx: { ...step.ctx, deps: { ...step.ctx.deps, hub: { ...step.ctx.deps.hub, subscribe: () => () => undefined } } },
    });
}
