import { expect, it } from 'vitest';
import type { Report } from './report';
import { pagesName } from './report-pdf';

const of = (teamId: string | null, teamName: string) =>
  ({ month: '2026-08', teamId, teamName, isSoFar: false }) as unknown as Report;

it('names a file after whose report it is, whatever script the team is written in', () => {
  expect(pagesName(of(null, ''), 'tr')).toBe('Saha-Rapor-2026-08-Ofis.pdf');
  expect(pagesName(of('t', 'İzmir Işık'), 'tr')).toBe('Saha-Rapor-2026-08-Izmir-Isik.pdf');
  expect(pagesName(of('t', 'Москва'), 'tr')).toBe('Saha-Rapor-2026-08-Ekip.pdf');
  expect(pagesName(of('t', 'فريق'), 'en')).toBe('Saha-Report-2026-08-Team.pdf');
});
