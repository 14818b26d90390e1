import { AUDIENCE_PARTS } from '../../../../sync/rules/campaign';
import { DELIVERY_REASONS, DELIVERY_STATES } from '../../../../sync/rules/delivery';
import { either, id, list, matching, nothing, object, oneOf, orNull, text, whole, type Form } from '../form';
import { unknownId, type WireOffice } from '../wire-office';
import { type ProcedureRule, LEADERS, uuids, segmentForm, none, ownCustomer, type PathsOf } from './procedure-rule';

const EMPTY_LANGUAGE = { subject: '', preheader: '', document: { type: 'doc', content: [] } };
const CAMPAIGN_DRAFT = {
  name: 'Güz çağrısı',
  rule: { combinator: 'and', rules: [] },
  content: { tr: EMPTY_LANGUAGE, en: EMPTY_LANGUAGE },
  replyTo: 'office',
  perSecond: null,
  capMost: null,
  exceptIds: [],
};
const mailForm = object({
  subject: text(0, 200),
  preheader: text(0, 200),
  document: object({ type: oneOf('doc'), content: list(object({ type: text(1, 40) }), 0, 200) }),
});
const campaignForm = object({
  name: text(1, 120),
  rule: segmentForm,
  content: object({ tr: mailForm, en: mailForm }),
  replyTo: oneOf('agent', 'office'),
  perSecond: orNull((value) => typeof value === 'number'),
  capMost: orNull(whole(1, 20)),
  exceptIds: list(id, 0, 20),
});
export const TINY_PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
/** What is asked about one campaign of the caller's in that state; `form` and `rest`: beside its id. */
const campaignRule = (
  state: Parameters<WireOffice['addCampaign']>[1],
  form: Readonly<Record<string, Form>> = {},
  rest: object = {},
): ProcedureRule => ({
  who: LEADERS,
  form: object({ id, ...form }),
  example: async (office, caller) => ({ id: await office.addCampaign(caller, state), ...rest }),
  foreign: async (office, _, other) => [
    { what: 'campaign', input: { id: await office.addCampaign(other, state), ...rest }, adminMay: true },
    uuids('campaign', (unknown) => ({ id: unknown, ...rest })),
  ],
});

export const CAMPAIGNS_RULES = {
  'campaigns.list': {
    who: LEADERS,
    form: object({ cursor: orNull(matching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z [0-9a-f-]{36}$/)) }),
    example: () => ({ cursor: null }),
  },
  'campaigns.show': campaignRule('draft'),
  'campaigns.create': {
    who: LEADERS,
    form: object({ name: text(1, 120), id: either(oneOf(undefined), id) }),
    example: () => ({ name: 'Güz çağrısı' }),
    foreign: async (office, _, other) => [
      { what: 'campaign', input: { name: 'Güz', id: await office.addCampaign(other, 'draft') }, adminMay: true },
    ],
  },
  'campaigns.duplicate': campaignRule(
    'draft',
    { name: text(1, 120), copyId: either(oneOf(undefined), id) },
    { name: 'Yeniden' },
  ),
  'campaigns.save': campaignRule(
    'draft',
    { version: whole(1, Number.MAX_SAFE_INTEGER), draft: campaignForm },
    { version: 1, draft: CAMPAIGN_DRAFT },
  ),
  'campaigns.discard': campaignRule('draft'),
  'campaigns.addImage': {
    who: LEADERS,
    form: object({ data: text(0, 6_000_000) }),
    example: () => ({ data: TINY_PNG }),
  },
  'campaigns.readiness': campaignRule('draft'),
  'campaigns.audience': campaignRule(
    'draft',
    { part: oneOf(...AUDIENCE_PARTS), cursor: orNull(id) },
    { part: 'in', cursor: null },
  ),
  'campaigns.preview': {
    ...campaignRule(
      'draft',
      { language: oneOf('tr', 'en'), customerId: orNull(id), isDark: oneOf(true, false) },
      { language: 'tr', customerId: null, isDark: false },
    ),
    foreign: async (office, caller, other) => {
      const rest = { language: 'tr', isDark: false };
      const { customerId } = await ownCustomer(office, other);
      return [
        {
          what: 'campaign',
          input: { ...rest, id: await office.addCampaign(other, 'draft'), customerId: null },
          adminMay: true,
        },
        {
          what: 'customer',
          input: { ...rest, id: await office.addCampaign(caller, 'draft'), customerId },
          adminMay: true,
        },
        uuids('campaign', (unknown) => ({ ...rest, id: unknown, customerId: null })),
      ];
    },
  },
  'campaigns.test': campaignRule(
    'draft',
    { language: oneOf('tr', 'en'), key: id },
    { language: 'tr', key: unknownId('key') },
  ),
  'campaigns.start': campaignRule(
    'running',
    {
      version: whole(1, Number.MAX_SAFE_INTEGER),
      expected: whole(0, Number.MAX_SAFE_INTEGER),
      startsAt: orNull(text(20, 40)),
    },
    { version: 1, expected: 0, startsAt: null },
  ),
  'campaigns.pause': campaignRule('paused'),
  'campaigns.resume': campaignRule('paused', { why: text(1, 500) }, { why: 'adresler düzeltildi' }),
  'campaigns.cancel': campaignRule('paused'),
  'campaigns.reopen': campaignRule('draft'),
  'campaigns.retry': campaignRule('finished'),
  'campaigns.recipients': campaignRule(
    'finished',
    {
      state: orNull(oneOf(...DELIVERY_STATES, 'left_out')),
      reason: orNull(oneOf(...DELIVERY_REASONS)),
      cursor: orNull(text(36, 64)),
    },
    { state: null, reason: null, cursor: null },
  ),
  'campaigns.exportRows': campaignRule(
    'finished',
    {
      what: oneOf('all', 'reached', 'notReached', 'leftOut', ...DELIVERY_STATES),
      reason: oneOf(undefined, null, ...DELIVERY_REASONS),
      cursor: orNull(text(2, 66)),
    },
    { what: 'all', reason: null, cursor: null },
  ),
  'campaigns.deliverability': { who: LEADERS, form: nothing, example: none },
} as const satisfies Record<PathsOf<'campaigns'>, ProcedureRule>;
