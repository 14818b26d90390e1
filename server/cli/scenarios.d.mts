export type ScenarioFile = { readonly name: string; readonly size: number };
export const ALWAYS: readonly string[];
export const PARTS: number;
export function allScenarios(): ScenarioFile[];
export function scenariosOf(part: number, files?: readonly ScenarioFile[]): string[];
export function partOfCommit(commit: string | null): number;
