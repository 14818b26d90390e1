import type { api } from '../../api/client';

/** A line as the office lists it. */
export type ListedLine = Awaited<ReturnType<typeof api.lines.list.query>>[number];
