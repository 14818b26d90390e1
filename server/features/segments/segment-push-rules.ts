import { problem, type Change, type Problem, type PushFacts } from '../../lib/push-rule';

/** A segment is its maker's to change; one that is shared also the team's managers' and the admins'. */
export function mayPushSegment({ before, wanted, touched }: Change, { pusher }: PushFacts): Problem | null {
  if (before === null && wanted['createdBy'] !== pusher.id) return problem('request.invalid', { field: 'createdBy' });
  const isOwn = (before ?? wanted)['createdBy'] === pusher.id;
  const leads = pusher.role === 'admin' || (pusher.role === 'manager' && before?.['teamId'] === pusher.teamId);
  if (!isOwn && !leads) return problem('segment.mayNotChange');
  const teamId = String(wanted['teamId'] ?? '');
  return (before === null || touched.has('teamId')) && teamId !== '' && teamId !== pusher.teamId
    ? problem('segment.notYourTeam')
    : null;
}

/** After the merge. Conditions that this build does not know stay: a later one asks them. */
export function checkSegment({ after }: Change): Problem | null {
  return String(after['name'] ?? '').trim() === '' ? problem('sync.invalidDocument', { field: 'name' }) : null;
}
