/**
 * The customer's own link. Whoever opens it changes nothing, be it a scanner or a person; what is said is said by a
 * form, and is about the time that stood before them.
 */
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Deps } from '../../deps';
import { calendarFile, CALENDAR_TYPE } from '../../features/calendar/calendar-file';
import { answerAppointment, type CustomerSays } from '../../features/reminders/answer-appointment';
import { openCustomerLink } from '../../features/reminders/customer-link';
import type { CustomerToken } from '../../features/reminders/customer-token';
import { showAppointment, type ShownToCustomer } from '../../features/reminders/show-appointment';
import { APPOINTMENT_PAGE_WORDS } from '../../i18n/appointment-page-words';
import type { EmailAddress } from '../../gateways/email/contract';
import { languageOf, type PublicLanguage } from '../../i18n/public-words';
import { limitBadCalls } from './bad-calls';
import { publicDeps } from './public-deps';
import { appointmentPage, unknownAppointmentPage } from './appointment-page';
import { wordsPage } from './unsubscribe-page';

const MAX_FORM_BYTES = 16_000;
const BAD_LINKS_PER_MINUTE = 30;
/** What one link may say in a quarter of an hour. */
const ANSWERS_PER_LINK = 20;

export function appointmentRoutes(deps: Deps): Hono {
  const own = publicDeps(deps);
  const guesses = limitBadCalls(deps.config, BAD_LINKS_PER_MINUTE);
  const answers = new RateLimiterMemory({ points: ANSWERS_PER_LINK, duration: 900 });
  const routes = new Hono();
  const spends = (limiter: RateLimiterMemory, key: string) =>
    limiter
      .consume(key)
      .then(() => false)
      .catch(() => true);
  const browserLanguage = (c: Context) => languageOf(c.req.header('accept-language') ?? '');

  /** The appointment behind the link, or the page that says why not. */
  const open = async (
    c: Context,
  ): Promise<{ token: CustomerToken; shown: ShownToCustomer; language: PublicLanguage } | Response> => {
    const token = await openCustomerLink(own, c.req.param('token') ?? '');
    if (token === null) {
      const language = browserLanguage(c);
      if (await guesses.note(c)) return c.html(wordsPage(language, 'slow'), 429);
      return c.html(unknownAppointmentPage(language), 404);
    }
    const asked = c.req.query('lang');
    const language = asked === 'tr' || asked === 'en' ? asked : token.language;
    const shown = await showAppointment(own, token);
    return shown === null ? c.html(unknownAppointmentPage(language), 404) : { token, shown, language };
  };

  routes.get('/c/:token', async (c) => {
    const opened = await open(c);
    if (opened instanceof Response) return opened;
    return c.html(appointmentPage(opened.language, opened.shown, c.req.path, ''));
  });

  routes.get('/c/:token/event.ics', async (c) => {
    const opened = await open(c);
    if (opened instanceof Response) return opened;
    return c.body(calendarOf(opened.shown, opened.language, deps.config.mail.from), 200, {
      'Content-Type': CALENDAR_TYPE,
      'Content-Disposition': 'attachment; filename="randevu.ics"',
    });
  });

  routes.post(
    '/c/:token',
    bodyLimit({ maxSize: MAX_FORM_BYTES, onError: (c) => c.html(wordsPage(browserLanguage(c), 'failed'), 413) }),
    async (c) => {
      const opened = await open(c);
      if (opened instanceof Response) return opened;
      const { token, shown, language } = opened;
      if (await spends(answers, `${token.rootId} ${token.occurrenceOn}`))
        return c.html(wordsPage(language, 'slow'), 429);
      const form = (await c.req.parseBody().catch(() => ({}))) as Record<string, unknown>;
      const field = (name: string) => (typeof form[name] === 'string' ? form[name] : '');
      const says = saysOf(field, shown);
      if (says === 'slotGone') return c.html(appointmentPage(language, shown, c.req.path, says), 409);
      if (says === null || field('seen') === '')
        return c.html(appointmentPage(language, shown, c.req.path, 'notTaken'), 400);
      const answered = await answerAppointment(
        own,
        { rootId: token.rootId, occurrenceOn: token.occurrenceOn, seenAt: field('seen') },
        says,
        `link:appointment ${shown.id}`,
      );
      if (answered === 'written') return c.redirect(pageOf(c, language), 303);
      const now = await showAppointment(own, token);
      // A button pressed twice sends twice, and the page of the second is the one that is seen: it has been said.
      // Another time that is asked for may be another one than before.
      if (now !== null && says.kind !== 'asked' && now.answer === says.kind && now.startsAt === field('seen'))
        return c.redirect(pageOf(c, language), 303);
      return now === null
        ? c.html(unknownAppointmentPage(language), 404)
        : c.html(appointmentPage(language, now, c.req.path, answered === 'moved' ? 'moved' : 'notTaken'), 409);
    },
  );
  // What was cut from a mail, or has something behind it, is no page of the app for people who work here.
  routes.get('/c/*', (c) => c.html(unknownAppointmentPage(browserLanguage(c)), 404));
  routes.onError((error, c) => {
    deps.log.error({ path: '/c/:token', err: error }, 'a public page failed');
    return c.html(wordsPage(browserLanguage(c), 'failed'), 503);
  });
  return routes;
}

const pageOf = (c: Context, language: PublicLanguage) =>
  `${c.req.path}${c.req.query('lang') === undefined ? '' : `?lang=${language}`}`;

/**
 * Null: nothing that can be said. A time is one of those that are offered, or none; others may have been offered
 * before.
 */
function saysOf(field: (name: string) => string, { state, slots }: ShownToCustomer): CustomerSays | 'slotGone' | null {
  const note = field('note').slice(0, 500);
  switch (field('say')) {
    case 'confirmed':
      return { kind: 'confirmed' };
    case 'declined':
      return { kind: 'declined', note };
    case 'asked':
      if (state === 'open' && field('slot') !== '' && !slots.includes(field('slot'))) return 'slotGone';
      return { kind: 'asked', note, proposedAt: field('slot') };
    default:
      return null;
  }
}

function calendarOf(shown: ShownToCustomer, language: PublicLanguage, from: EmailAddress): string {
  const words = APPOINTMENT_PAGE_WORDS[language];
  const name = words.event.replace('{office}', shown.officeName);
  const isOff = shown.state === 'cancelled';
  const event = {
    id: shown.id,
    sequence: shown.sequence,
    startsAt: shown.startsAt,
    endsAt: shown.endsAt,
    summary: isOff ? `${words.eventOff} · ${name}` : name,
    location: shown.location,
    description: shown.agentName,
    state: isOff ? 'cancelled' : shown.state === 'waiting' ? 'tentative' : 'confirmed',
  } as const;
  return calendarFile({ name, organizer: { ...from, name: shown.officeName }, events: [event] });
}
