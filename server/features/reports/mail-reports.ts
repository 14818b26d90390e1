import type { Deps } from '../../deps';
import { sendMessage } from '../messages/send-message';
import { REPORT_VERSION } from './make-report';
import { figureText, monthName } from './page-parts';
import { PAGE_WORDS } from './page-words';
import { keptPages, pagesName } from './report-pdf';
import { readMailed, type Mailed } from './mails.store';
import type { Report } from './report';
import { readClosed, readClosedMonths } from './reports.store';

const TOLD = ['newCustomers', 'contacts', 'held', 'noShowRate', 'won', 'conversion'] as const;
const WORDS = {
  tr: {
    subject: '{month} raporu',
    hello: 'Merhaba {name},',
    closed: '{month} kapandı; raporun tamamı ekte. Kısaca:',
    attention: 'Dikkat isteyenler:',
    open: 'Raporu açın',
    off: 'Bu iletiyi Raporlar ekranında kendiniz açtınız; oradan kapatabilirsiniz.',
  },
  en: {
    subject: 'Report for {month}',
    hello: 'Hello {name},',
    closed: '{month} has closed; the full report is attached. In short:',
    attention: 'Needs attention:',
    open: 'Open the report',
    off: 'You turned this mail on yourself on the Reports screen, and can turn it off there.',
  },
} as const;

/**
 * Tells everybody who asked for it, once each, that the newest month has closed: what they may read themselves and
 * nothing else, with the pages attached. Answers to how many. Where it fails for somebody the others are told all the
 * same; then it throws AggregateError, and whoever missed it is told at the next look.
 */
export async function mailReports(deps: Pick<Deps, 'pool' | 'newId' | 'jobs' | 'config'>): Promise<number> {
  const closed = await readClosedMonths(deps.pool, REPORT_VERSION);
  const failures: unknown[] = [];
  let told = 0;
  for (const person of await readMailed(deps.pool)) {
    try {
      if (await mailTo(deps, person, closed)) told += 1;
    } catch (error) {
      failures.push(new Error(`the report did not go to member ${person.id}`, { cause: error }));
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} reports could not be mailed`);
  return told;
}

/** False: there is nothing new for them. */
async function mailTo(
  deps: Pick<Deps, 'pool' | 'newId' | 'jobs' | 'config'>,
  person: Mailed,
  closed: Awaited<ReturnType<typeof readClosedMonths>>,
): Promise<boolean> {
  const teamId = person.role === 'admin' ? null : person.teamId;
  if (person.role !== 'admin' && teamId === null) return false;
  const newest = closed.find((one) => one.teamId === teamId);
  if (newest === undefined || Date.parse(newest.closedAt) <= Date.parse(person.since)) return false;
  const found = await readClosed(deps.pool, teamId, newest.month, REPORT_VERSION);
  if (found === null) return false;
  // Drawn before it is promised: what leaves reads what is kept.
  await keptPages(deps, found.id, found.report, person.language);
  const { isNew } = await sendMessage(deps, {
    purpose: 'report',
    channel: 'email',
    basis: 'member',
    basisId: person.id,
    customerId: null,
    to: person.email,
    language: person.language,
    dedupeKey: `report/${newest.month}/${person.id}`,
    campaignId: null,
    reminderId: null,
    messageId: null,
    bulkId: null,
    content: {
      ...contentOf(found.report, person, deps.config.origin),
      pages: { reportId: found.id, language: person.language, fileName: pagesName(found.report, person.language) },
    },
    notBefore: null,
    expiresAt: null,
    createdBy: null,
  });
  return isNew;
}

function contentOf(report: Report, { fullName, language }: Mailed, origin: string) {
  const words = WORDS[language];
  const month = monthName(report.month, language);
  const row = report.groups.find(({ id }) => id === 'summary')?.rows[0];
  const figures = TOLD.map((column) => {
    const definition = report.definitions[column];
    const isTooFew = row?.tooFew.includes(column) === true;
    const figure = isTooFew ? PAGE_WORDS[language].tooFew : figureText(definition, row?.cells[column], language);
    return `${definition?.name[language]}: ${figure}`;
  });
  const attention = report.attention.map((line) => `- ${line[language]}`);
  const lines = [
    words.hello.replace('{name}', fullName),
    '',
    words.closed.replace('{month}', month),
    ...figures,
    ...(attention.length === 0 ? [] : ['', words.attention, ...attention]),
    '',
    words.off,
  ];
  const query = new URLSearchParams({ month: report.month, scope: report.teamId ?? 'office' });
  return {
    subject: [words.subject.replace('{month}', month), report.teamName || report.officeName]
      .filter((part) => part !== '')
      .join(' · '),
    text: lines.join('\n'),
    replyTo: '',
    fromName: '',
    action: { label: words.open, url: `${origin}/reports?${query.toString()}` },
  };
}
