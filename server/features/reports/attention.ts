/** What in a report needs somebody, in words. Pure. */
import { DEFINITIONS } from './measure-words';
import type { TargetMeasure } from './targets.store';
import { FEWEST } from './measures';
import { MEAN_ROW, MEDIAN_ROW } from './report-names';
import type { Compared, ReportGroup } from './report';

type Words = { readonly tr: string; readonly en: string };
const WORSE_BY_POINTS = 5;
const MANY_LEADS = 10;

export function attentionOf(groups: readonly ReportGroup[], lastMonth: Compared, isSoFar: boolean): Words[] {
  const rowsOf = (id: string) => groups.find((group) => group.id === id)?.rows ?? [];
  const all = rowsOf('summary')[0]?.cells ?? {};
  const found: Words[] = [];
  // Of the end of a month that is not over nobody can tell.
  const untilTr = isSoFar ? 'henüz' : 'ay sonuna kadar';
  const untilEn = (soFar: string, over: string) => (isSoFar ? `${soFar} yet` : `${over} by the end of the month`);
  if ((all.notContacted ?? 0) > 0)
    found.push({
      tr: `${all.notContacted} yeni müşteriyle ${untilTr} görüşülmedi.`,
      en: `${counted(all.notContacted, 'new customer')} ${untilEn('not reached', 'had not been reached')}.`,
    });
  if ((all.noOutcome ?? 0) > 0)
    found.push({
      tr: `${all.noOutcome} randevunun nasıl geçtiği yazılmadı; yazılana kadar yapılan ve gelinmeyen sayılarında yer almaz.`,
      en: `${counted(all.noOutcome, 'appointment')} without an outcome: counted neither as held nor as a no-show yet.`,
    });
  if ((all.unanswered ?? 0) > 0)
    found.push({
      tr: `${all.unanswered} müşterinin mesajı ${untilTr} yanıtlanmadı.`,
      en: `${counted(all.unanswered, 'customer message')} ${untilEn('not answered', 'had no answer')}.`,
    });
  for (const [column, target] of Object.entries(rowsOf('summary')[0]?.targets ?? {}) as [TargetMeasure, number][])
    if (!isSoFar && (all[column] ?? 0) < target)
      found.push({
        tr: `${DEFINITIONS[column].name.tr}: hedef ${target}, gerçekleşen ${all[column] ?? 0}.`,
        en: `${DEFINITIONS[column].name.en}: the target was ${target}, reached ${all[column] ?? 0}.`,
      });
  const [now, before] = [all.noShowRate, lastMonth?.cells.noShowRate];
  if (typeof now === 'number' && typeof before === 'number' && now - before >= WORSE_BY_POINTS)
    found.push({
      tr: `Gelmeme oranı geçen aya göre arttı: %${tr(before)} yerine %${tr(now)}.`,
      en: `The no-show rate rose against last month: ${now}% after ${before}%.`,
    });
  for (const { name, cells } of rowsOf('sources'))
    if ((cells.newCustomers ?? 0) >= MANY_LEADS && cells.won === 0 && (cells.lost ?? 0) >= FEWEST)
      found.push({
        tr: `${name.tr}: ${cells.newCustomers} yeni müşteri geldi, kazanılan olmadı, ${cells.lost} müşteri kaybedildi.`,
        en: `${name.en}: ${cells.newCustomers} new customers, none won, ${cells.lost} lost.`,
      });
  const agents = rowsOf('agents');
  const usual = agents.find(({ id }) => id === MEDIAN_ROW)?.cells.contactsPerDay;
  for (const { id, name, cells } of agents)
    if (
      id !== MEDIAN_ROW &&
      id !== MEAN_ROW &&
      typeof usual === 'number' &&
      typeof cells.contactsPerDay === 'number' &&
      (cells.workingDays ?? 0) >= FEWEST &&
      cells.contactsPerDay < usual / 2
    )
      found.push({
        tr: `${name.tr}: iş günü başına ${tr(cells.contactsPerDay)} görüşme; ortanca ${tr(usual)}.`,
        en: `${name.en}: ${cells.contactsPerDay} contacts per working day; the median is ${usual}.`,
      });
  return found;
}

const counted = (count: number | null | undefined, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
const tr = (value: number) => String(value).replace('.', ',');
