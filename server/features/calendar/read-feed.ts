import { takesTime } from '../../../sync/rules/appointment-status';
import { shownBetween } from '../../../sync/rules/occurrences';
import { rootOf } from '../../../sync/rules/series';
import { inTransaction } from '../../db/in-transaction';
import type { Deps } from '../../deps';
import { maySeeCustomer } from '../customers/may-see-customer';
import { officeSettings } from '../settings/office-settings';
import type { CalendarEvent, CalendarOf } from './calendar-file';
import { calendarIdOf } from './calendar-id';
import { hashFeedToken, isFeedToken } from './feed-token';
import { customersOf, documentsOfAgent, readerOf, type FeedLanguage } from './feeds.store';

const DAY_MS = 86_400_000;
/** What was is kept a while, so that a calendar hears of cancellations; what comes is a year. */
const BACK_DAYS = 30;
const AHEAD_DAYS = 366;
const MOST_EVENTS = 5_000;
/** Not every program reads STATUS: calcurse shows what was cancelled as if it took place. */
const CANCELLED = { tr: 'İptal edildi', en: 'Cancelled' } as const;

/**
 * What a feed says at this moment, in its member's language: the appointments they attend, of customers they see now.
 * Null: there is no such feed, it was revoked, or its member left. `asked`: what the address of a feed says that was
 * made before the office kept its language.
 */
export async function readFeed(
  { pool, now, config }: Pick<Deps, 'pool' | 'now' | 'config'>,
  token: string,
  asked: FeedLanguage,
): Promise<CalendarOf | null> {
  if (!isFeedToken(token)) return null;
  const [fromMs, toMs] = [now() - BACK_DAYS * DAY_MS, now() + AHEAD_DAYS * DAY_MS];
  return inTransaction(pool, async (client) => {
    const reader = await readerOf(client, hashFeedToken(token), new Date(now()).toISOString());
    if (reader === null) return null;
    const language = reader.language ?? asked;
    const [fromAt, toAt] = [new Date(fromMs).toISOString(), new Date(toMs).toISOString()];
    const documents = await documentsOfAgent(client, reader.id, fromAt, toAt);
    const settings = await officeSettings(client);
    const kinds = new Map(
      settings.appointmentKinds.map((kind) => [kind.id, language === 'en' ? kind.nameEn : kind.nameTr]),
    );
    // All of a root together: a date keeps its name when its series is split, and must not seem older then.
    const written = new Map<string, number>();
    for (const one of documents) written.set(rootOf(one), (written.get(rootOf(one)) ?? 0) + one.version);
    const roots = new Map(documents.map((one) => [one.id, one]));
    const shown = shownBetween(documents, fromMs, toMs).filter(({ agentId }) => agentId === reader.id);
    const customers = await customersOf(client, [...new Set(shown.map(({ customerId }) => customerId))]);
    const events = shown.flatMap((one): CalendarEvent[] => {
      const customer = customers.get(one.customerId);
      if (customer === undefined || !maySeeCustomer(reader, customer) || one.status === 'draft') return [];
      const kind = kinds.get(one.kindId ? one.kindId : one.kind) ?? '';
      const name = `${customer.firstName} ${customer.lastName}`.trim();
      const isOff = !takesTime(one);
      return [
        {
          id: calendarIdOf(one, roots.get(one.occurrence?.rootId ?? '')),
          sequence: written.get(one.occurrence?.rootId ?? one.id) ?? 0,
          startsAt: one.startsAt,
          endsAt: one.endsAt,
          summary: [isOff ? CANCELLED[language] : '', name, one.title].filter((part) => part !== '').join(' · '),
          description: kind,
          location: one.location,
          state: isOff ? 'cancelled' : one.status === 'requested' ? 'tentative' : 'confirmed',
        },
      ];
    });
    const name = settings.office.name || config.mail.from.name;
    const organizer = { name, address: config.mail.from.address };
    return { name, organizer, events: events.slice(0, MOST_EVENTS) };
  });
}
