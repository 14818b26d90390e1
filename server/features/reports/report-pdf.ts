import type { Deps } from '../../deps';
import type { SignedInMember } from '../../lib/identity';
import { renderPdf } from './render-pdf';
import { reportPages, type ReportLanguage } from './report-document';
import { readReport } from './show-report';
import { insertPdf, readPdf } from './reports.store';

/** `pdf` in base64. */
export type ReportPdf = { readonly fileName: string; readonly pdf: string };

/** Of a closed month always the same bytes: it is drawn once per language and kept. Throws report.unknown. */
export async function reportPdf(
  deps: Pick<Deps, 'pool' | 'now'>,
  member: SignedInMember,
  teamId: string | null,
  month: string,
  language: ReportLanguage,
): Promise<ReportPdf> {
  const { id, report } = await readReport(deps, member, teamId, month);
  const words = language === 'tr' ? ['Rapor', 'Ofis', 'simdilik'] : ['Report', 'Office', 'so-far'];
  const parts = [words[0], month, plain(report.teamName) || words[1], ...(report.isSoFar ? [words[2]] : [])];
  const fileName = `${['Saha', ...parts].join('-')}.pdf`;
  const kept = id === null ? null : await readPdf(deps.pool, id, language);
  if (kept !== null) return { fileName, pdf: kept.toString('base64') };
  const drawn = await renderPdf(reportPages(report, language));
  if (id === null) return { fileName, pdf: drawn.toString('base64') };
  await insertPdf(deps.pool, id, language, drawn);
  return { fileName, pdf: ((await readPdf(deps.pool, id, language)) ?? drawn).toString('base64') };
}

const LETTERS: Readonly<Record<string, string>> = { ı: 'i', İ: 'I' };
/** Names of files travel through mail programs that know no letters but these. */
const plain = (name: string) =>
  name
    .replace(/[ıİ]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^A-Za-z0-9]+/g, (found) => (/\s|-/.test(found) ? '-' : ''))
    .replace(/^-|-$/g, '');
