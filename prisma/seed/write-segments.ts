import type { ClientBase } from 'pg';
import { copyRows } from './copy-rows';
import type { makeDemoSegments } from './demo-segments';
import { stampsOf } from './write-records';

export async function writeSegments(
  client: ClientBase,
  segments: ReturnType<typeof makeDemoSegments>,
  nowIso: string,
): Promise<void> {
  await copyRows(
    client,
    'segments',
    ['id', 'name', 'rule', 'team_id', 'created_by', 'created_at', 'stamps'],
    segments,
    (one) => [one.id, one.name, JSON.stringify(one.rule), one.teamId, one.createdBy, nowIso, stampsOf(nowIso)],
  );
}
