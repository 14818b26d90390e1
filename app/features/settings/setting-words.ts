/** What an office decided, as people say it: on conflict cards, among changes, in the outbox. */
import { isSettingKey, type ReminderStep, type Span, type WeekHours } from '../../../sync/rules/setting-values';
import type { SayingTools } from '../../records/record-kind';
import { beforeWords } from './parts/reminder-choices';

type Named = { readonly nameTr: string; readonly nameEn: string };

/** In the reader's language; what has no English name is called by its Turkish one. */
export function nameIn({ nameTr, nameEn }: Named, language: string): string {
  return language === 'en' && nameEn !== '' ? nameEn : nameTr;
}

/** "Aşama · Yeni", "Ofisin çalışma saatleri". */
export function settingTitle(key: string, value: unknown, { t, formats }: SayingTools): string {
  const kind = isSettingKey(key) ? t(`settings.key.${key}`) : key;
  const { nameTr, nameEn = '', name } = fieldsOf(value);
  if (key === 'label' && typeof name === 'string') return `${kind} · ${name}`;
  return typeof nameTr === 'string'
    ? `${kind} · ${nameIn({ nameTr, nameEn: String(nameEn) }, formats.language)}`
    : kind;
}

/** All that stands in a value, on one line. */
export function settingText(value: unknown, { t, formats }: SayingTools): string {
  const {
    nameTr,
    nameEn,
    name,
    zone,
    days,
    fromOn,
    toOn,
    fromTime,
    toTime,
    note,
    minutes,
    address,
    replyTo,
    textTr,
    textEn,
    perPart,
    steps,
    isOn,
  } = fieldsOf(value);
  const texts = [nameTr, nameEn, name, zone, address, replyTo, textTr, textEn].filter(
    (text) => typeof text === 'string' && text !== '',
  ) as string[];
  if (Array.isArray(days)) texts.push(weekText(days as WeekHours, { t, formats }));
  if (typeof fromOn === 'string' && typeof toOn === 'string') texts.push(datesText(fromOn, toOn, formats));
  if (typeof fromTime === 'string' && fromTime !== '')
    texts.push(
      typeof toTime === 'string' && toTime !== ''
        ? spanText({ from: fromTime, to: toTime }, formats)
        : formats.clock(fromTime),
    );
  if (typeof minutes === 'number') texts.push(t('settings.value.minutes', { count: minutes }));
  if (typeof note === 'string' && note !== '') texts.push(note);
  if (typeof perPart === 'number') texts.push(formats.number(perPart));
  if (Array.isArray(steps)) texts.push(ruleText(isOn === true, steps as readonly ReminderStep[], t));
  return texts.join(' · ');
}

/** "1 gün önce: SMS, e-posta + 2 saat önce: SMS" */
function ruleText(isOn: boolean, steps: readonly ReminderStep[], t: SayingTools['t']): string {
  if (!isOn) return t('settings.value.noReminders');
  return steps
    .map(({ minutes, channels }) => {
      const ways = channels.map((channel) => t(`consents.channel.${channel}`)).join(', ');
      return `${beforeWords(minutes, t)}: ${ways}`;
    })
    .join(' + ');
}

export function datesText(fromOn: string, toOn: string, formats: SayingTools['formats']): string {
  return fromOn === toOn ? formats.day(fromOn) : `${formats.day(fromOn)} – ${formats.day(toOn)}`;
}

/** 09:00 – 18:00 */
export function spanText({ from, to }: Span, formats: SayingTools['formats']): string {
  return `${formats.clock(from)} – ${formats.clock(to === '24:00' ? '00:00' : to)}`;
}

/** Days with the same hours that follow one another stand together: "Pzt – Cum 09:00 – 18:00, Cmt – Paz Kapalı". */
export function weekText(days: WeekHours, { t, formats }: SayingTools): string {
  const dayName = new Intl.DateTimeFormat(formats.locale, { weekday: 'short', timeZone: 'UTC' });
  // 2024 began on a Monday.
  const nameOf = (at: number) => dayName.format(Date.UTC(2024, 0, 1 + at));
  const hoursOf = (spans: readonly Span[]) =>
    spans.length === 0 ? t('settings.value.closed') : spans.map((span) => spanText(span, formats)).join(' + ');
  const runs: { from: number; to: number; hours: string }[] = [];
  days.forEach((spans, at) => {
    const hours = hoursOf(spans);
    const last = runs.at(-1);
    if (last?.hours === hours) last.to = at;
    else runs.push({ from: at, to: at, hours });
  });
  return runs
    .map(({ from, to, hours }) => `${from === to ? nameOf(from) : `${nameOf(from)} – ${nameOf(to)}`} ${hours}`)
    .join(', ');
}

const fieldsOf = (value: unknown) => (typeof value === 'object' ? value : {}) as Readonly<Record<string, unknown>>;
