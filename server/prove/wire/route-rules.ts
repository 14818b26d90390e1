/**
 * Who may ask for what beside the procedures: one line per route, as the server registers it. A route without one is
 * found.
 */
import type { Role } from '../../../sync/collections/member';

/** `looked at elsewhere`: what it answers with is no data of the office's, or another scenario's matter. */
type RouteRule = { readonly who: readonly Role[] | 'anybody' | 'looked at elsewhere'; readonly example: string };
export const ROUTE_RULES: Readonly<Record<string, RouteRule>> = {
  '/healthz': { who: 'anybody', example: '/healthz' },
  '/readyz': { who: 'anybody', example: '/readyz' },
  '/statusz': { who: ['admin'], example: '/statusz' },
  // Pages of recipients: the link in a mail is what lets one in. Scripts and guesses have tests of their own.
  '/u/*': { who: 'looked at elsewhere', example: '' },
  '/u/leave.js': { who: 'anybody', example: '/u/leave.js' },
  '/u/test': { who: 'anybody', example: '/u/test' },
  '/u/:token': { who: 'anybody', example: `/u/AQ${'A'.repeat(77)}` },
  // An appointment as its customer sees it: without a right link there is none, whoever asks.
  '/c/*': { who: 'looked at elsewhere', example: '' },
  '/c/:token': { who: 'looked at elsewhere', example: '' },
  '/c/:token/event.ics': { who: 'looked at elsewhere', example: '' },
  '/calendar/*': { who: 'looked at elsewhere', example: '' },
  // A member's calendar: its address is what lets one in, which has tests of its own.
  '/calendar/:file{[A-Za-z0-9_-]{43}\\.ics}': {
    who: 'looked at elsewhere',
    example: '',
  },
  // Bytes of files: who sees their customer, which has tests of its own. Without a session there is nobody to see any.
  '/files/:id/*': { who: 'looked at elsewhere', example: '' },
  '/files/:id{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}': {
    who: 'looked at elsewhere',
    example: '',
  },
  '/files/:id{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}/thumbnail': {
    who: 'looked at elsewhere',
    example: '',
  },
  // An image of a mail: its address is what lets one see it.
  '/i/*': { who: 'looked at elsewhere', example: '' },
  '/i/:id': { who: 'looked at elsewhere', example: '' },
  // Bytes on their way: each file's maker alone brings them, which has tests of its own.
  '/uploads': { who: 'looked at elsewhere', example: '' },
  '/uploads/:id{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}': {
    who: 'looked at elsewhere',
    example: '',
  },
  // A file with customers: whoever brings it gets it back alone, which has tests of its own.
  '/import-files/:id{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}': {
    who: 'looked at elsewhere',
    example: '',
  },
  '/webhooks/*': { who: 'looked at elsewhere', example: '' },
  '/webhooks/email': { who: 'looked at elsewhere', example: '' },
  // The secret of a line is what lets one in.
  '/webhooks/evolution/:line/:secret': { who: 'looked at elsewhere', example: '' },
  '/dev/outbox': { who: ['admin'], example: '/dev/outbox' },
  '/dev/outbox/*': { who: 'looked at elsewhere', example: '' },
  '/dev/outbox/:id': { who: 'looked at elsewhere', example: '' },
  '/trpc/*': { who: 'looked at elsewhere', example: '' },
  // The app's own files, the same for everybody, and the steps every request passes.
  '/assets/*': { who: 'looked at elsewhere', example: '' },
  '/*': { who: 'looked at elsewhere', example: '' },
};
