/** The procedures the root router has at this moment, each with its rule. */
import { appRouter } from '../../trpc/root-router';
import type { ProcedureKind } from './fuzzed-request';
import { PROCEDURE_RULES } from './procedure-rules';
import type { ProcedureRule } from './rules/procedure-rule';
import type { Caller, WireOffice } from './wire-office';

export type Procedure = { readonly path: string; readonly kind: ProcedureKind; readonly rule: ProcedureRule };

/** Throws where router and rules do not name the same procedures: types alone would not see one added at run time. */
export function allProcedures(): Procedure[] {
  const found = Object.entries(
    appRouter._def.procedures as unknown as Record<string, { _def: { type: ProcedureKind } }>,
  );
  const rules: Readonly<Record<string, ProcedureRule>> = PROCEDURE_RULES;
  const missing = found.map(([path]) => path).filter((path) => !Object.hasOwn(rules, path));
  const gone = Object.keys(rules).filter((path) => !found.some(([name]) => name === path));
  if (missing.length + gone.length > 0)
    throw new Error(
      `procedure-rules.ts lacks ${missing.join(', ') || 'nothing'} and has too much of ${gone.join(', ') || 'nothing'}`,
    );
  return found.map(([path, { _def }]) => ({ path, kind: _def.type, rule: rules[path]! }));
}

/** Somebody new who may call it; `''` where anybody may. */
export async function newCallerFor(office: WireOffice, { who }: ProcedureRule): Promise<Caller> {
  if (who === 'lost') return office.newCaller('agent', 'west', 'lost');
  // An admin may nearly everything.
  const others = who === 'anybody' || who.includes('admin') ? [] : who.filter((one) => one !== 'provisional');
  return office.newCaller(others[0] ?? 'admin', 'west');
}
