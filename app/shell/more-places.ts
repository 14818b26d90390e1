/** What stands under *Daha*: the list of it stays beside each of these on a tablet, and its mark in the rail is lit. */
export const MORE_PLACES: readonly string[] = [
  '/more',
  '/outbox',
  '/approvals',
  '/handover',
  '/deliveries',
  '/lines',
  '/bulks',
  '/campaigns',
  '/suppressions',
  '/iys',
  '/templates',
  '/segments',
  '/imports',
  '/documents',
  '/reports',
  '/team-today',
  '/team',
  '/countries',
  '/notifications',
  '/settings',
];

export const isUnder = (pathname: string, place: string): boolean =>
  pathname === place || pathname.startsWith(`${place}/`);
