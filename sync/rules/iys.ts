/**
 * What İYS (İleti Yönetim Sistemi) calls things, and until when it must hear of them. Names: dev.iys.org.tr,
 * `POST /sps/{iysCode}/brands/{brandCode}/consents`. Pure.
 */
import type { Channel } from './address';
import type { ConsentDecision, ConsentSource } from './consent';
import { TURKISH_HOLIDAYS } from './setting-defaults';
import type { Settings } from './settings';
import { holidayOn, weekdayOf } from './work-time';

/** WhatsApp is none of İYS's. */
export const IYS_CHANNELS = ['email', 'sms', 'call'] as const satisfies readonly Channel[];
export type IysChannel = (typeof IYS_CHANNELS)[number];
export const IYS_TYPES = { email: 'EPOSTA', sms: 'MESAJ', call: 'ARAMA' } as const satisfies Record<IysChannel, string>;
export const IYS_STATUSES = { given: 'ONAY', withdrawn: 'RET' } as const satisfies Record<ConsentDecision, string>;
export const IYS_RECIPIENT_TYPES = ['BIREYSEL', 'TACIR'] as const;
export type IysRecipientType = (typeof IYS_RECIPIENT_TYPES)[number];

/** `HS_…` where a sender of messages took it, `IYS_…` where the person said it there. */
export const IYS_SOURCE = /^(HS|IYS)_[A-Z0-9_]{2,30}$/;

export function iysSourceOf(source: ConsentSource, channel: IysChannel): string {
  switch (source) {
    case 'in_person':
      return 'HS_FIZIKSEL_ORTAM';
    case 'paper':
      return 'HS_ISLAK_IMZA';
    case 'phone':
      return 'HS_CAGRI_MERKEZI';
    case 'website':
      return 'HS_WEB';
    case 'email':
    case 'unsubscribe_link':
    case 'resubscribe_link':
      return 'HS_EPOSTA';
    case 'message':
      return 'HS_MESAJ';
    case 'event':
      return 'HS_ETKINLIK';
    case 'confirmed':
      return channel === 'email' ? 'HS_EPOSTA' : 'HS_MESAJ';
    case 'provider':
    case 'iys':
    case 'import':
      return 'HS_EORTAM';
  }
}

/** Türkiye's clock is three hours ahead of UTC all year since 2016. */
const TURKEY_AHEAD_MS = 3 * 3_600_000;
/** 'YYYY-MM-DD HH:mm:ss' on Türkiye's clock. */
export const iysTime = (instant: string): string =>
  new Date(Date.parse(instant) + TURKEY_AHEAD_MS).toISOString().slice(0, 19).replace('T', ' ');
/** 'YYYY-MM-DD' on Türkiye's calendar. */
export const turkishDay = (instant: string): string => iysTime(instant).slice(0, 10);

/** The instant of `iysTime`; null where it is none. */
export function instantOfIys(written: string): string | null {
  const found = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}):(\d{2})$/.exec(written);
  if (found === null) return null;
  const instant = new Date(Date.parse(`${found[1]}T${found[2]}:${found[3]}.000Z`) - TURKEY_AHEAD_MS);
  return Number.isNaN(instant.getTime()) || iysTime(instant.toISOString()) !== written.replace('T', ' ')
    ? null
    : instant.toISOString();
}

export const IYS_BUSINESS_DAYS = 3;

/**
 * The last day on which İYS may be told of what was said then: three business days later, by the calendar of public
 * holidays and what the office added to it (the feasts that move). A day that is free from noon on is a business day.
 */
export function iysDeadline(instant: string, settings: Pick<Settings, 'holidays'>): string {
  let on = turkishDay(instant);
  for (let left = IYS_BUSINESS_DAYS; left > 0;) {
    on = new Date(Date.parse(`${on}T00:00:00.000Z`) + 86_400_000).toISOString().slice(0, 10);
    if (isBusinessDay(on, settings)) left -= 1;
  }
  return on;
}

export function isBusinessDay(on: string, settings: Pick<Settings, 'holidays'>): boolean {
  if (weekdayOf(on) >= 5) return false;
  if (TURKISH_HOLIDAYS.some(({ day, fromTime }) => fromTime === '' && on.endsWith(day))) return false;
  const holiday = holidayOn(settings, on);
  return holiday === null || holiday.since !== '';
}
