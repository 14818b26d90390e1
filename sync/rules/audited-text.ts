/** How long texts stand in the list of changes: cut, with a mark that says so. What bears it is not the whole value. */
export const MAX_AUDITED_CHARACTERS = 2_000;
export const CUT_MARK = ' […]';

export const isCut = (value: unknown): boolean => typeof value === 'string' && value.endsWith(CUT_MARK);
