/** A customer's appointment: what stands now, and three things to say about it. */
import { appointmentShape } from '../../../sync/collections/appointment';
import { longestText } from '../../../sync/collections/longest-text';
import { isSafeLink } from '../../../sync/rules/mail-document';
import type { ShownToCustomer } from '../../features/reminders/show-appointment';
import { APPOINTMENT_PAGE_WORDS } from '../../i18n/appointment-page-words';
import { whenInWords } from '../../i18n/appointment-words';
import type { PublicLanguage } from '../../i18n/public-words';
import { escaped, page } from './public-page';

const MAX_NOTE = longestText(appointmentShape.shape.answerNote);
type Words = (typeof APPOINTMENT_PAGE_WORDS)[PublicLanguage];

/**
 * Why an answer was not taken: the appointment moved, the chosen time has been given away, or it is not to be answered.
 */
export type Notice = 'moved' | 'slotGone' | 'notTaken';

/** How it looks: with a sign beside the words, for nobody has to know a colour. */
type Look = 'done' | 'waits' | 'off' | 'told';
const LOOKS: Readonly<Record<ShownToCustomer['state'], Look>> = {
  open: 'told',
  waiting: 'waits',
  cancelled: 'off',
  over: 'told',
  held: 'done',
};
const SAID_LOOKS: Readonly<Record<string, Look>> = { confirmed: 'done', declined: 'told', asked: 'waits' };
const SIGNS: Readonly<Record<Look, string>> = {
  done: '<path d="m8.5 12.5 2.5 2.5 5-6"/>',
  waits: '<path d="M12 7v5l3 2"/>',
  off: '<path d="m9 9 6 6m0-6-6 6"/>',
  told: '<path d="M12 11v5m0-8.5v.01"/>',
};

/** `notice`: ''; what became of an answer that was not taken. `path`: of the page itself. */
export function appointmentPage(
  language: PublicLanguage,
  shown: ShownToCustomer,
  path: string,
  notice: '' | Notice,
): string {
  const words = APPOINTMENT_PAGE_WORDS[language];
  const when = (at: string) => {
    const { date, time } = whenInWords(at, shown.zone, language, shown.country);
    // Where the line is full the time goes below whole: 8:30 AM.
    return `${date}, ${time.replaceAll(' ', '\u00a0')}`;
  };
  const facts: (readonly [string, string])[] = [
    [words.when, when(shown.startsAt)],
    ...(shown.location === '' ? [] : [[words.where, shown.location] as const]),
    [words.withWhom, [shown.agentName, shown.officeName].filter((part) => part !== '').join(' · ')],
    ...(shown.proposedAt === '' ? [] : [[words.proposed, when(shown.proposedAt)] as const]),
  ];
  const isOpen = shown.state === 'open';
  // A no that the office took back with the customer is no word about what is on again.
  const holds = shown.answer === 'declined' ? shown.state === 'cancelled' : isOpen;
  const said = holds ? answerWords(words, shown.answer) : '';
  const others = language === 'tr' ? 'en' : 'tr';
  return page(
    language,
    words.title,
    `<h1>${escaped(words.title)}</h1>
${notice === '' ? '' : told('waits', 'alert', words[notice])}
${said === '' ? told(LOOKS[shown.state], 'status', words[shown.state]) : told(SAID_LOOKS[shown.answer] ?? 'told', 'status', said)}
<dl>${facts
      .map(([name, value], at) => `<dt>${escaped(name)}</dt><dd${at === 0 ? ' class="first"' : ''}>${pressable(value)}</dd>`)
      .join('')}</dl>
${isOpen ? forms(words, shown, when) : ''}
${isOpen || shown.agentEmail === '' ? '' : `<p class="after"><a href="${escaped(mailTo(shown.agentEmail))}">${escaped(words.write)}</a></p>`}
${isOpen || shown.state === 'waiting' ? `<p class="after"><a href="${escaped(path)}/event.ics?lang=${language}">${escaped(words.calendar)}</a></p>` : ''}
<hr><p><a href="${escaped(path)}?lang=${others}" hreflang="${others}" lang="${others}">${escaped(words.other)}</a></p>`,
  );
}

/** Where one meets may be a call: its address is opened from here, and what stands around it is words. */
const pressable = (value: string) =>
  value
    .split(/(https?:\/\/\S+)/i)
    .map((part) => (isWebLink(part) ? `<a class="inline" href="${escaped(part)}">${escaped(part)}</a>` : escaped(part)))
    .join('');
const isWebLink = (part: string) => /^https?:/i.test(part) && isSafeLink(part);

/** RFC 6068 §2: what could begin a header of the mail is encoded. */
const mailTo = (address: string) => `mailto:${encodeURIComponent(address).replace('%40', '@')}`;

const told = (look: Look, role: 'alert' | 'status', words: string) =>
  `<p class="state ${look}" role="${role}"><svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="9"/>${SIGNS[look]}</svg>
<span>${escaped(words)}</span></p>`;

export function unknownAppointmentPage(language: PublicLanguage): string {
  const words = APPOINTMENT_PAGE_WORDS[language];
  return page(
    language,
    words.unknownTitle,
    `<h1>${escaped(words.unknownTitle)}</h1>\n<p>${escaped(words.unknown)}</p>`,
  );
}

function answerWords(words: Words, answer: string): string {
  return answer === 'confirmed' || answer === 'declined' || answer === 'asked' ? words[answer] : '';
}

function forms(words: Words, shown: ShownToCustomer, when: (at: string) => string): string {
  const seen = `<input type="hidden" name="seen" value="${escaped(shown.startsAt)}">`;
  const slots = [...shown.slots.map((at) => [at, when(at)] as const), ['', words.anySlot] as const];
  const confirm =
    shown.answer === 'confirmed'
      ? ''
      : `<form method="post">${seen}<button class="wide" name="say" value="confirmed">${escaped(words.confirm)}</button></form>`;
  return `${confirm}
<details><summary>${escaped(words.propose)}</summary><form method="post">${seen}
<fieldset><legend>${escaped(words.slots)}</legend>${slots
    .map(
      ([at, label]) =>
        `<label class="slot"><input type="radio" name="slot" value="${escaped(at)}" required>${escaped(label)}</label>`,
    )
    .join('')}</fieldset>
<label>${escaped(words.note)}<textarea name="note" maxlength="${MAX_NOTE}"></textarea></label>
<button name="say" value="asked">${escaped(words.proposeButton)}</button></form></details>
<details><summary>${escaped(words.decline)}</summary><form method="post">${seen}
<p>${escaped(words.declineLead)}</p>
<label>${escaped(words.reason)}<textarea name="note" maxlength="${MAX_NOTE}"></textarea></label>
<button class="quiet" name="say" value="declined">${escaped(words.declineButton)}</button></form></details>`;
}
