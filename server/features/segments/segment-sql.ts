/**
 * The office's engine: a segment's tests as one condition in SQL. Names of columns stand here, everything that came
 * with the rule goes as a parameter. The device's engine is sync/rules/segment.ts.
 */
import { IS_THERE, type ChoiceFact, type SetFact, type TextFact } from '../../../sync/rules/segment-facts';
import { LOOKAHEAD_DAYS, SERIES_LOOKBACK_DAYS } from '../../../sync/rules/segment';
import type { Moment, SegmentTest, SegmentTree } from '../../../sync/rules/segment-tests';
import type { Parameters } from '../../lib/sql-parameters';

/**
 * With what was merged into them a customer is one person: whose what hangs on them is. Two questions where a planner
 * makes a table of each (EXISTS), one where it looks up (the rest).
 */
const MERGED = '(SELECT l.id FROM customers l WHERE l.root_id = c.id)';
const PERSON = `ANY(ARRAY${MERGED} || c.id)`;
const LAST_CONTACT = `greatest(c.last_contact_at, (SELECT max(l.last_contact_at) FROM customers l
  WHERE l.root_id = c.id))`;

const TEXTS: Readonly<Record<TextFact, string>> = {
  name: `concat_ws(' ', nullif(c.first_name, ''), nullif(c.last_name, ''))`,
  city: 'c.city',
  phone: 'c.phone',
  altPhone: 'c.alt_phone',
  email: 'c.email',
  occupation: 'c.occupation',
  address: 'c.address',
  notes: 'c.notes',
  lostReason: 'c.lost_reason',
  nextStepText: `CASE WHEN c.next_step_done_at IS NULL THEN c.next_step_text ELSE '' END`,
  lastCampaign: `coalesce(c.last_campaign->>'name', '')`,
};
const HAS_PHONE = `(c.phone <> '' OR c.alt_phone <> '')`;
const reach = (channel: string, hasAddress: string) =>
  `CASE WHEN ${hasAddress} THEN coalesce(c.reach->'${channel}'->>'state', 'none') ELSE 'noAddress' END`;
const HAS_STEP = `(c.next_step_text <> '' OR c.next_step_due_on <> '')`;
/** Of the latest call or visit that its author did not take back, meeting held, or what else is the last contact. */
const LAST_KIND = `coalesce((SELECT k.kind FROM (
  (SELECT i.kind, i.occurred_at AS at, 0 AS after FROM interactions i
   WHERE i.customer_id = ${PERSON} AND (i.kind = 'visit' OR (i.kind = 'call' AND i.outcome <> 'no_answer'))
     AND NOT EXISTS (SELECT FROM interactions r WHERE r.customer_id = i.customer_id AND r.retracts = i.id
       AND r.author_id = i.author_id)
   ORDER BY i.occurred_at DESC, i.id DESC LIMIT 1)
  UNION ALL SELECT 'meeting', max(a.starts_at), 1 FROM appointments a
    WHERE a.customer_id = ${PERSON} AND a.status = 'held' AND a.deleted_at IS NULL HAVING count(*) > 0
  UNION ALL SELECT 'message', ${LAST_CONTACT}, 2 WHERE ${LAST_CONTACT} IS NOT NULL
) k ORDER BY k.at DESC, k.after LIMIT 1), 'none')`;
const whetherThere = (table: string, condition: string) => `CASE WHEN EXISTS (SELECT FROM ${table} h
    WHERE h.customer_id = c.id AND ${condition})
  OR EXISTS (SELECT FROM ${table} h JOIN customers l ON l.id = h.customer_id WHERE l.root_id = c.id AND ${condition})
  THEN '${IS_THERE}' ELSE '' END`;
/** Of the thread of a person: what its conversation with the record says that stands for them, else any of them. */
const toldOf = (aggregate: string) => `CASE WHEN bool_or(h.customer_id = c.id)
  THEN ${aggregate} FILTER (WHERE h.customer_id = c.id) ELSE ${aggregate} END`;
/**
 * What was written with all records of a person on one channel is one thread. Only for the few of whom one conversation
 * was not answered by itself is it asked whether the thread was.
 */
const UNANSWERED = `CASE
  WHEN ${whetherThere('conversations', `h.last_inbound_at > coalesce(h.last_outbound_at, '-infinity')`)} = '' THEN ''
  WHEN EXISTS (SELECT FROM conversations h WHERE h.customer_id = ${PERSON} GROUP BY h.channel
    HAVING max(h.last_inbound_at) > greatest(max(h.last_outbound_at), ${toldOf('max(h.closed_up_to)')}, '-infinity')
      AND NOT ${toldOf('bool_or(h.blocked_at IS NOT NULL)')}) THEN '${IS_THERE}' ELSE '' END`;
const CHOICES: Readonly<Record<ChoiceFact, string>> = {
  stage: 'c.stage',
  source: 'c.source',
  countryId: `coalesce(c.country_id, '')`,
  ownerId: 'c.owner_id::text',
  teamId: `coalesce(c.team_id::text, '')`,
  createdBy: 'c.created_by::text',
  remindersPaused: `CASE WHEN c.reminders_paused THEN '${IS_THERE}' ELSE '' END`,
  language: 'c.language',
  lastContactKind: LAST_KIND,
  unanswered: UNANSWERED,
  files: whetherThere('files', `h.deleted_at IS NULL AND h.state <> 'refused'`),
  lastCampaignResult: `coalesce(nullif(c.last_campaign_result, ''), 'none')`,
  nextStep: `CASE WHEN NOT ${HAS_STEP} THEN 'none' WHEN c.next_step_done_at IS NULL THEN 'open' ELSE 'done' END`,
  reachEmail: reach('email', `c.email <> ''`),
  reachSms: reach('sms', HAS_PHONE),
  reachWhatsapp: reach('whatsapp', HAS_PHONE),
  reachCall: reach('call', HAS_PHONE),
};
/** The rows of what is in a set, each with the column `one`. */
const SETS: Readonly<Record<SetFact, string>> = {
  labels: `(SELECT l.key AS one FROM jsonb_each_text(c.labels) AS l WHERE l.value::int % 2 = 1) AS s`,
  sharedWith: `unnest(c.shared_with::text[]) AS s(one)`,
};
/** A stamp begins with milliseconds since 1970 in 12 hex digits. */
const STAGE_STAMP = `coalesce(c.stamps->>'stage', c.stamps->>'*', '')`;
const STAGE_SINCE = `CASE WHEN ${STAGE_STAMP} = '' THEN c.created_at
  ELSE to_timestamp(('x' || lpad(left(${STAGE_STAMP}, 12), 16, '0'))::bit(64)::bigint / 1000.0) END`;
const NO_SHOWS = `(SELECT count(*) FROM appointments a WHERE a.customer_id = ${PERSON} AND a.status = 'no_show'
  AND a.deleted_at IS NULL AND a.recurrence = '' AND (a.occurrence_on = '' OR 'status' = ANY(a.own)))`;

/** Condition on a row of `customers` called c. `nowMs`: the instant that the tests were read with. */
export function segmentCondition(tree: SegmentTree, nowMs: number, parameters: Parameters): string {
  switch (tree.test) {
    case 'all':
      return join(tree.of, ' AND ', 'TRUE', nowMs, parameters);
    case 'any':
      return join(tree.of, ' OR ', 'FALSE', nowMs, parameters);
    case 'not':
      return `NOT ${segmentCondition(tree.of, nowMs, parameters)}`;
    default:
      // What is not there passes no test, and its opposite every one.
      return `coalesce(${testCondition(tree, nowMs, parameters)}, FALSE)`;
  }
}

function join(of: readonly SegmentTree[], by: string, empty: string, nowMs: number, parameters: Parameters): string {
  return of.length === 0 ? empty : `(${of.map((one) => segmentCondition(one, nowMs, parameters)).join(by)})`;
}

function testCondition(test: SegmentTest, nowMs: number, parameters: Parameters): string {
  switch (test.test) {
    case 'text': {
      const text = `saha_fold(${TEXTS[test.fact]})`;
      const wanted = `${parameters.add(test.folded)}::text`;
      if (test.how === 'is') return `${text} = ${wanted} COLLATE "C"`;
      return test.how === 'starts' ? `starts_with(${text}, ${wanted})` : `strpos(${text} COLLATE "C", ${wanted}) > 0`;
    }
    case 'choice':
      return `${CHOICES[test.fact]} = ANY(${parameters.add([...test.among])}::text[])`;
    case 'set': {
      const among = test.among === null ? '' : ` WHERE s.one = ANY(${parameters.add([...test.among])}::text[])`;
      return `EXISTS (SELECT FROM ${SETS[test.fact]}${among})`;
    }
    case 'moment': {
      const value = momentSql(test.fact, nowMs, parameters);
      const from = test.fromMs === null ? [] : [`>= ${instant(test.fromMs, parameters)}`];
      const below = test.belowMs === null ? [] : [`< ${instant(test.belowMs, parameters)}`];
      const ends = [...from, ...below];
      return ends.length === 0 ? `${value} IS NOT NULL` : ends.map((end) => `${value} ${end}`).join(' AND ');
    }
    case 'day': {
      const day = 'c.next_step_due_on COLLATE "C"';
      return [
        `c.next_step_done_at IS NULL AND c.next_step_due_on <> ''`,
        ...(test.from === null ? [] : [`${day} >= ${parameters.add(test.from)}::text`]),
        ...(test.below === null ? [] : [`${day} < ${parameters.add(test.below)}::text`]),
      ].join(' AND ');
    }
    case 'number':
      return `${NO_SHOWS} BETWEEN ${parameters.add(test.from)}::int AND ${parameters.add(test.to)}::int`;
  }
}

function momentSql(moment: Moment, nowMs: number, parameters: Parameters): string {
  switch (moment) {
    case 'createdAt':
      return 'c.created_at';
    case 'stageSince':
      return STAGE_SINCE;
    case 'lastContactAt':
      return LAST_CONTACT;
    case 'lastCampaignAt':
      return `(c.last_campaign->>'at')::timestamptz`;
    case 'quietSince':
      return `coalesce(${LAST_CONTACT}, c.created_at)`;
    case 'lastAppointmentAt': {
      const now = instant(nowMs, parameters);
      return `(SELECT max(o.starts_at) FROM occurrences o WHERE o.customer_id = ${PERSON} AND o.starts_at <= ${now}
        AND (o.occurrence_on = '' OR o.starts_at >= ${now} - make_interval(secs => ${SERIES_LOOKBACK_DAYS * 86_400})))`;
    }
    case 'nextAppointmentAt': {
      const now = instant(nowMs, parameters);
      return `(SELECT min(o.starts_at) FROM occurrences o WHERE o.customer_id = ${PERSON} AND o.starts_at > ${now}
        AND o.starts_at <= ${now} + make_interval(secs => ${LOOKAHEAD_DAYS * 86_400}))`;
    }
  }
}

const instant = (atMs: number, parameters: Parameters) =>
  `${parameters.add(new Date(atMs).toISOString())}::timestamptz`;
