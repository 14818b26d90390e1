import { fieldsWorthKeeping } from '../../shell/worth-keeping';
import type { DraftContent } from '../../shell/draft-store';

/** What was left half typed: where one goes on with it, what it is, and about whom. */
export type HalfTyped = {
  /** The form's, as `draftKey` is told it. */
  readonly name: string;
  readonly href: string;
  /** A key of the messages. */
  readonly words: string;
  /** The field of a customer's card; '' for what is no single one. */
  readonly field: string;
  /** About whom, by whichever of these is known; '' each. */
  readonly customerId: string;
  readonly appointmentId: string;
  readonly conversationId: string;
  /** How it begins, for telling it from others; '' where nothing of it is text. */
  readonly text: string;
};

type Place = Omit<HalfTyped, 'name' | 'text'>;
const NOBODY = { field: '', customerId: '', appointmentId: '', conversationId: '' } as const;
const ofCustomer = (customerId: string, words: string, rest: string, field = ''): Place => ({
  ...NOBODY,
  href: `/customers/${customerId}${rest}`,
  words,
  field,
  customerId,
});

/** By what its name begins with, up to the colon; what follows says of which record it is. */
const PLACES: Readonly<Record<string, (of: string) => Place>> = {
  'customer-new': () => ({ ...NOBODY, href: '/customers/new', words: 'customers.form.newTitle' }),
  'customer-edit': (id) => ofCustomer(id, 'customers.form.editTitle', '/edit'),
  customer: (of) => {
    const [id = '', field = ''] = of.split(':');
    return ofCustomer(id, 'customers.form.editTitle', '', field);
  },
  log: (id) => ofCustomer(id, 'interactions.log.title', '?log=note'),
  message: (id) => ofCustomer(id, 'deliveries.channel.email', '?write=email'),
  'message-sms': (id) => ofCustomer(id, 'deliveries.channel.sms', '?write=sms'),
  'appointment-new': (query) => ({
    ...NOBODY,
    href: `/appointments/new${query === '' ? '' : `?${query}`}`,
    words: 'appointments.form.newTitle',
    customerId: new URLSearchParams(query).get('customerId') ?? '',
  }),
  'appointment-edit': (id) => ({
    ...NOBODY,
    href: `/appointments/${id}`,
    words: 'appointments.form.title',
    appointmentId: id,
  }),
  chat: (id) => ({ ...NOBODY, href: `/messages/${id}`, words: 'outbox.halfTyped.chat', conversationId: id }),
  campaign: (id) => ({ ...NOBODY, href: `/campaigns/${id}`, words: 'outbox.halfTyped.campaign' }),
  'segment-new': () => ({ ...NOBODY, href: '/segments/new', words: 'segments.new' }),
  'segment-edit': (id) => ({ ...NOBODY, href: `/segments/${id}`, words: 'outbox.halfTyped.segment' }),
  'template-new': () => ({ ...NOBODY, href: '/templates/new', words: 'templates.new' }),
  'template-edit': (id) => ({ ...NOBODY, href: `/templates/${id}`, words: 'outbox.halfTyped.template' }),
};

/** What people write in words: a choice is kept by its id, which says nothing to them. */
const TEXTS = [
  ...['text', 'subject', 'body', 'name', 'firstName', 'lastName', 'phone', 'email', 'title', 'location', 'notes'],
  ...['nextStepText', 'bodyTr', 'bodyEn', 'subjectTr', 'subjectEn'],
];
const SHOWN_LETTERS = 120;

/**
 * Of drafts by the names of their forms, those that hold what is saved nowhere else, in the order of their names. A
 * form that this build does not know is left out: nothing leads to it.
 */
export function halfTypedIn(drafts: ReadonlyMap<string, DraftContent>): HalfTyped[] {
  return [...drafts].flatMap(([name, content]) => {
    const at = name.indexOf(':');
    const kind = at === -1 ? name : name.slice(0, at);
    const worth = fieldsWorthKeeping(content);
    if (worth.length === 0 || !Object.hasOwn(PLACES, kind)) return [];
    const text = TEXTS.filter((field) => worth.includes(field))
      .map((field) => content.values[field])
      .filter((value): value is string => typeof value === 'string' && value.trim() !== '')
      .join(' ')
      .replace(/\s+/g, ' ')
      .slice(0, SHOWN_LETTERS);
    return [{ name, ...PLACES[kind]!(at === -1 ? '' : name.slice(at + 1)), text }];
  });
}
