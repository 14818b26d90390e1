import type { Deps } from '../../deps';
import type { SignedInMember } from '../../lib/identity';
import { renderPdf } from './render-pdf';
import type { ReportLanguage } from './page-parts';
import { readLogo } from './read-logo';
import { reportPages } from './report-document';
import type { Report } from './report';
import { readReport, type WhichReport } from './show-report';
import { insertPdf, readPdf } from './reports.store';

/** `pdf` in base64. */
export type ReportPdf = { readonly fileName: string; readonly pdf: string };
type Drawing = Pick<Deps, 'pool' | 'now'>;

/** Throws report.unknown. */
export async function reportPdf(
  deps: Drawing,
  member: SignedInMember,
  which: WhichReport,
  language: ReportLanguage,
): Promise<ReportPdf> {
  const { id, report } = await readReport(deps, member, which);
  const pdf = id === null ? await draw(deps, report, language) : await keptPages(deps, id, report, language);
  return { fileName: pagesName(report, language), pdf: pdf.toString('base64') };
}

/** Of a closed month always the same bytes: it is drawn once per language and kept. */
export async function keptPages(
  deps: Pick<Deps, 'pool'>,
  id: string,
  report: Report,
  language: ReportLanguage,
): Promise<Buffer> {
  const kept = await readPdf(deps.pool, id, language);
  if (kept !== null) return kept;
  const drawn = await draw(deps, report, language);
  await insertPdf(deps.pool, id, language, drawn);
  return (await readPdf(deps.pool, id, language)) ?? drawn;
}

const draw = async (deps: Pick<Deps, 'pool'>, report: Report, language: ReportLanguage) =>
  renderPdf(reportPages(report, language, await readLogo(deps)));

/** `Saha-Rapor-2026-08-Ofis.pdf` */
export function pagesName(report: Report, language: ReportLanguage): string {
  const words = language === 'tr' ? ['Rapor', 'Ofis', 'simdilik', 'Ekip'] : ['Report', 'Office', 'so-far', 'Team'];
  const parts = [
    // A name in another script leaves nothing; that of the office it is not.
    ...[words[0], report.month, report.teamId === null ? words[1] : plain(report.teamName) || words[3]],
    ...(report.segmentName === undefined ? [] : [plain(report.segmentName) || 'Segment']),
    ...(report.isSoFar ? [words[2]] : []),
  ];
  return `${['Saha', ...parts].join('-')}.pdf`;
}

const LETTERS: Readonly<Record<string, string>> = { ı: 'i', İ: 'I' };
/** Names of files travel through mail programs that know no letters but these. */
const plain = (name: string) =>
  name
    .replace(/[ıİ]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^A-Za-z0-9]+/g, (found) => (/\s|-/.test(found) ? '-' : ''))
    .replace(/^-|-$/g, '');
