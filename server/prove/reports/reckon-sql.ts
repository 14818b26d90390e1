/**
 * What a month's figures must be, in SQL written after the definitions that a report carries and apart from the
 * product's: from the log of what happened (`tell-log.ts`), by the database's own clocks, in exact numbers.
 */

/** $1 month 'YYYY-MM', $2 zone, $3 team or NULL for the office, $4 the instant until which it is counted at most. */
const MONTH = `
  month AS (SELECT ($1 || '-01')::timestamp AT TIME ZONE $2 AS since,
    least((($1 || '-01')::timestamp + interval '1 month') AT TIME ZONE $2, $4::timestamptz) AS until),
  days AS (SELECT d::date AS day FROM month, generate_series(($1 || '-01')::timestamp,
    ($1 || '-01')::timestamp + interval '1 month' - interval '1 day', interval '1 day') d
    WHERE d AT TIME ZONE $2 < month.until),`;

/** Who was deleted by the end of it does not count, nor what happened to them; later deletions change nothing. */
const PEOPLE = `
  people AS (SELECT p.* FROM told.people p, month WHERE p.at < month.until
    AND (p.deleted IS NULL OR p.deleted >= month.until)),
  team AS (SELECT id, team FROM told.members),
  ours AS (SELECT id AS owner FROM team WHERE $3::uuid IS NULL OR team = $3::uuid),
  spoken AS (SELECT t.*, t.kind = 'visit' OR (t.kind = 'call' AND t.outcome <> 'no_answer') AS meets
    FROM told.talks t JOIN told.people p ON p.id = t.person JOIN month ON p.deleted IS NULL OR p.deleted >= month.until
    WHERE t.kind IN ('call', 'visit') AND NOT t.taken_back),`;

/** The office's working time on a day, in minutes of its clock; holidays are none of it. */
const OPEN = `
  free AS (SELECT h.*, y.first + (h.last - h.first) AS until, y.first AS begins FROM told.holidays h
    CROSS JOIN LATERAL (SELECT h.first WHERE NOT h.yearly
      UNION ALL SELECT make_date(y, extract(month FROM h.first)::int, extract(day FROM h.first)::int)
      FROM generate_series(2023, 2028) y WHERE h.yearly) y(first)),
  planned AS (SELECT m.member, d.day, range_agg(h.span) AS spans
    FROM (SELECT '' AS member UNION ALL SELECT id::text FROM told.members) m CROSS JOIN days d
    JOIN told.hours h ON h.weekday = extract(isodow FROM d.day) - 1 AND h.member =
      CASE WHEN EXISTS (SELECT FROM told.hours o WHERE o.member = m.member) THEN m.member ELSE '' END
    GROUP BY m.member, d.day),
  worked AS (SELECT p.member, p.day, p.spans AS planned, p.spans
      - coalesce((SELECT range_agg(CASE WHEN f.begins = p.day THEN int4range(f.since, 1440) ELSE int4range(0, 1440) END)
          FROM free f WHERE p.day BETWEEN f.begins AND f.until), '{}')
      - coalesce((SELECT range_agg(a.span) FROM told.absences a WHERE a.member = p.member
          AND p.day BETWEEN a.first AND a.last), '{}') AS spans
    FROM planned p),
  working AS (SELECT w.member::uuid AS agent, round(sum(
      (SELECT coalesce(sum(upper(s) - lower(s)), 0) FROM unnest(w.spans) s)::numeric
      / (SELECT sum(upper(s) - lower(s)) FROM unnest(w.planned) s)), 1) AS days
    FROM worked w JOIN days ON days.day = w.day WHERE w.member <> '' GROUP BY w.member),
  open AS (SELECT (w.day + make_interval(mins => lower(s))) AT TIME ZONE $2 AS since,
      (w.day + make_interval(mins => upper(s))) AT TIME ZONE $2 AS until
    FROM worked w, unnest(w.spans) s WHERE w.member = ''),`;

/** One row for each thing that counts: of whom, of what, and how long it took where it took time. */
const EVENTS = `
  began AS (SELECT p.*, c.owner, c.source, (SELECT min(s.at) FROM spoken s, month WHERE s.person = p.id AND s.meets
      AND s.at >= p.at AND s.at < month.until) AS met,
      EXISTS (SELECT FROM spoken s, month WHERE s.person = p.id AND s.meets AND s.at < month.until) AS reached
    FROM people p CROSS JOIN LATERAL told.at(p.id, p.at) c JOIN ours USING (owner), month WHERE p.at >= month.since),
  stood AS (SELECT p.*, c.owner, c.stage FROM people p, month, told.at(p.id, month.until - interval '1 ms') c
    WHERE c.owner IN (SELECT owner FROM ours)),
  moved AS (SELECT c.*, b.stage AS was, extract(epoch FROM c.at - (SELECT max(e.at) FROM told.changes e
      WHERE e.person = c.person AND e.nth < c.nth AND e.stage = b.stage
        AND NOT EXISTS (SELECT FROM told.changes o
          WHERE o.person = c.person AND o.nth = e.nth - 1 AND o.stage = b.stage)))
      / 86400 AS days
    FROM told.changes c JOIN people p ON p.id = c.person JOIN ours USING (owner), month, LATERAL (
      SELECT (SELECT stage FROM told.changes b WHERE b.person = c.person AND b.nth = c.nth - 1)) b(stage)
    WHERE c.at >= month.since AND c.at < month.until AND b.stage IS DISTINCT FROM c.stage),
  talked AS (SELECT s.* FROM spoken s, month, told.at(s.person, s.at) c
    WHERE s.at >= month.since AND s.at < month.until AND c.owner IN (SELECT owner FROM ours)),
  meetings AS (SELECT m.* FROM told.meetings m JOIN people p ON p.id = m.person, month
    WHERE m.status <> 'draft' AND (m.deleted IS NULL OR m.deleted >= month.until)),
  booked AS (SELECT m.*, extract(epoch FROM m.starts - m.made) / 86400 AS ahead FROM meetings m, month,
      told.at(m.person, m.made) c WHERE m.part <> 'date' AND m.made >= month.since AND m.made < month.until
      AND c.owner IN (SELECT owner FROM ours)),
  took AS (SELECT m.* FROM meetings m, month, told.at(m.person, m.starts) c
    WHERE m.part <> 'series' AND m.starts >= month.since AND m.starts < month.until
      AND c.owner IN (SELECT owner FROM ours)),
  repeated AS (SELECT m.id, m.person, m.agent, m.kind, m.deleted, m.status,
      s.starts, s.starts + (m.ends - m.starts) AS ends
    FROM meetings m, generate_series(0, 3) k,
      LATERAL (SELECT ((m.starts AT TIME ZONE $2) + k * interval '1 week') AT TIME ZONE $2 AS starts) s WHERE m.part = 'series' AND m.deleted IS NULL),
  untold AS (SELECT r.* FROM repeated r, month, told.at(r.person, r.starts) c
    WHERE r.status IN ('confirmed', 'approved') AND r.starts >= month.since AND r.starts < month.until
      AND r.ends < month.until AND c.owner IN (SELECT owner FROM ours)),
  letters AS (SELECT l.*, c.owner FROM told.letters l JOIN people p ON p.id = l.person, month, told.at(l.person, l.at) c
    WHERE l.at >= month.since AND l.at < month.until),
  answers AS (SELECT conversation, at FROM letters WHERE NOT is_in
    UNION ALL SELECT l.conversation, s.at FROM (SELECT DISTINCT conversation, person FROM letters) l
      JOIN spoken s ON s.person = l.person, month WHERE s.meets AND s.at >= month.since AND s.at < month.until),
  waited AS (SELECT l.*, (SELECT min(a.at) FROM answers a
      WHERE a.conversation = l.conversation AND a.at >= l.at) AS answered
    FROM letters l WHERE l.is_in AND l.owner IN (SELECT owner FROM ours) AND NOT EXISTS (
      SELECT FROM letters e WHERE e.conversation = l.conversation AND e.is_in AND (e.at, e.id) < (l.at, l.id)
        AND NOT EXISTS (
        SELECT FROM answers a WHERE a.conversation = l.conversation AND a.at >= e.at AND a.at < l.at))),
  timed AS (SELECT w.*, CASE WHEN w.answered IS NOT NULL THEN (
      SELECT coalesce(sum(extract(epoch FROM least(o.until, date_trunc('minute', w.answered))
        - greatest(o.since, date_trunc('minute', w.at))) / 60), 0) FROM open o
      WHERE o.since < date_trunc('minute', w.answered) AND o.until > date_trunc('minute', w.at)) END AS minutes
    FROM waited w),
  posted AS (SELECT p.* FROM told.posts p, month, told.at(p.person, p.sent) c
    WHERE p.sent >= month.since AND p.sent < month.until AND c.owner IN (SELECT owner FROM ours)),
  events (measure, id, agent, source, country, city, kind, reminder, stage, batch, took) AS (
    SELECT m.measure, b.id, b.owner, b.source, b.country, b.city, NULL, NULL, NULL, NULL::uuid, m.took
      FROM began b, LATERAL (VALUES ('newCustomers', NULL::numeric, true), ('notContacted', NULL, NOT b.reached),
        ('firstContact', extract(epoch FROM b.met - b.at) / 3600, b.met IS NOT NULL)) m(measure, took, fits)
      WHERE m.fits
    UNION ALL SELECT m.measure, s.id, s.owner, NULL, CASE WHEN m.measure = 'customersHeld' THEN s.country END,
        NULL, NULL, NULL, s.stage, NULL, NULL FROM stood s, (VALUES ('customersHeld'), ('standing')) m(measure)
    UNION ALL SELECT m.measure, v.person, v.owner, v.source, NULL, NULL, NULL, NULL, m.stage, NULL, m.took
      FROM moved v LEFT JOIN told.stages k ON k.id = v.stage, LATERAL (VALUES ('entered', v.stage, NULL::numeric, true),
        ('left', v.was, NULL, v.was IS NOT NULL), ('inStage', v.was, v.days, v.was IS NOT NULL),
        ('won', NULL, NULL, k.kind = 'won'), ('lost', NULL, NULL, k.kind = 'lost')) m(measure, stage, took, fits)
      WHERE m.fits
    UNION ALL SELECT m.measure, t.id, t.author, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
      FROM talked t, LATERAL (VALUES ('contacts', true), ('calls', t.kind = 'call'), ('visits', t.kind = 'visit'),
        ('reached', t.kind = 'call' AND t.meets)) m(measure, fits) WHERE m.fits
    UNION ALL SELECT m.measure, b.id, b.agent, NULL, NULL, NULL, b.kind, NULL, NULL, NULL, b.ahead
      FROM booked b, (VALUES ('booked'), ('leadTime')) m(measure)
    UNION ALL SELECT m.measure, t.id, t.agent, NULL, NULL, NULL, t.kind,
        CASE WHEN t.is_reminded THEN 'reminded' ELSE 'notReminded' END, NULL, NULL, NULL
      FROM took t, month, LATERAL (VALUES ('held', t.status = 'held'), ('noShow', t.status = 'no_show'),
        ('cancelled', t.status IN ('cancelled', 'declined')),
        ('noOutcome', t.status IN ('confirmed', 'approved') AND t.ends < month.until)) m(measure, fits) WHERE m.fits
    UNION ALL SELECT 'noOutcome', u.id, u.agent, NULL, NULL, NULL, u.kind, 'notReminded', NULL, NULL, NULL FROM untold u
    UNION ALL SELECT CASE WHEN l.is_in THEN 'messagesIn' ELSE 'messagesOut' END, l.id,
        CASE WHEN l.is_in THEN l.owner ELSE l.author END, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
      FROM letters l WHERE l.owner IN (SELECT owner FROM ours)
    UNION ALL SELECT m.measure, t.id, t.owner, NULL, NULL, NULL, NULL, NULL, NULL, NULL, t.minutes
      FROM timed t,
        LATERAL (VALUES ('unanswered', t.answered IS NULL), ('answer', t.answered IS NOT NULL)) m(measure, fits)
      WHERE m.fits
    UNION ALL SELECT m.measure, p.id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, p.batch, NULL
      FROM posted p, LATERAL (VALUES ('mailed', true), ('mailedDelivered', p.state IN ('delivered', 'read')),
        ('mailedFailed', p.state IN ('failed', 'bounced')),
        ('mailedRefused', p.state IN ('unsubscribed', 'complained'))) m(measure, fits) WHERE m.fits
  ),
  placed AS (SELECT e.*, g.grp, g.line FROM events e, LATERAL (VALUES ('summary', 'all'), ('kinds', e.kind),
    ('agents', e.agent::text), ('answers', e.agent::text), ('sources', e.source), ('countries', e.country),
    ('cities', e.city), ('reminders', e.reminder), ('stages', e.stage), ('campaigns', e.batch::text)) g(grp, line)
    WHERE g.line IS NOT NULL),`;

/** Every table with its columns, and how each column is reckoned; fewer than five say nothing where `fewest`. */
const TABLES = `
  columns (grp, place, measure) AS (SELECT t.grp, m.place, m.measure FROM (VALUES
    ('summary', '{newCustomers,notContacted,firstContactHours,firstContactHoursMean,contacts,calls,reached,reachedRate,'
      'visits,booked,leadTimeDays,leadTimeDaysMean,held,noShow,noShowRate,cancelled,noOutcome,won,lost,conversion,'
      'customersHeld,messagesIn,messagesOut,answerMinutes,answerMinutesMean,unanswered}'),
    ('kinds', '{booked,held,noShow,noShowRate,cancelled,leadTimeDays}'),
    ('reminders', '{held,noShow,noShowRate}'),
    ('stages', '{standing,entered,left,stageDays,stageDaysMean}'),
    ('agents', '{workingDays,customersHeld,newCustomers,contacts,contactsPerDay,contactsPer100,held,heldPerDay,'
      'noShowRate,won,wonPer100,conversion}'),
    ('sources', '{newCustomers,firstContactHours,firstContactHoursMean,notContacted,won,lost,conversion}'),
    ('answers', '{messagesIn,messagesOut,answerMinutes,answerMinutesMean,unanswered}'),
    ('campaigns', '{mailed,mailedDelivered,mailedFailed,mailedRefused,mailedRefusedRate}'),
    ('countries', '{newCustomers,customersHeld}'),
    ('cities', '{newCustomers}')) t(grp, names), unnest(t.names::text[]) WITH ORDINALITY m(measure, place)),
  shares (measure, part, whole) AS (VALUES ('reachedRate', 'reached', '{calls}'::text[]),
    ('noShowRate', 'noShow', '{held,noShow}'), ('conversion', 'won', '{won,lost}'),
    ('mailedRefusedRate', 'mailedRefused', '{mailed}')),
  times (measure, of, is_mean) AS (VALUES ('firstContactHours', 'firstContact', false),
    ('firstContactHoursMean', 'firstContact', true), ('leadTimeDays', 'leadTime', false),
    ('leadTimeDaysMean', 'leadTime', true), ('answerMinutes', 'answer', false), ('answerMinutesMean', 'answer', true),
    ('stageDays', 'inStage', false), ('stageDaysMean', 'inStage', true)),
  rates (measure, of, times) AS (VALUES ('contactsPerDay', 'contacts', 1), ('heldPerDay', 'held', 1),
    ('contactsPer100', 'contacts', 100), ('wonPer100', 'won', 100)),`;

const CELLS = `
  counted AS (SELECT grp, line, measure, count(DISTINCT id) AS many, array_agg(DISTINCT id ORDER BY id) AS ids,
      array_agg(took ORDER BY took) AS took, avg(took) AS mean FROM placed GROUP BY grp, line, measure),
  lines AS (SELECT DISTINCT grp, line FROM placed
    UNION SELECT 'stages', id FROM told.stages
    UNION SELECT 'summary', 'all'
    UNION SELECT g.grp, m.id::text FROM told.members m, (VALUES ('agents'), ('answers')) g(grp)
      WHERE m.is_agent AND ($3::uuid IS NULL OR m.team = $3::uuid)),
  cells AS (SELECT l.grp, l.line, c.place, c.measure, v.* FROM lines l JOIN columns c USING (grp)
    LEFT JOIN counted n ON n.grp = l.grp AND n.line = l.line AND n.measure = c.measure
    LEFT JOIN shares s ON s.measure = c.measure LEFT JOIN times t ON t.measure = c.measure
    LEFT JOIN counted d ON d.grp = l.grp AND d.line = l.line AND d.measure = t.of
    LEFT JOIN rates r ON r.measure = c.measure
    LEFT JOIN counted o ON o.grp = l.grp AND o.line = l.line AND o.measure = r.of
    LEFT JOIN working w ON l.grp = 'agents' AND w.agent::text = l.line
    LEFT JOIN counted h ON h.grp = l.grp AND h.line = l.line AND h.measure = 'customersHeld'
    CROSS JOIN LATERAL (SELECT CASE r.times WHEN 1 THEN coalesce(w.days, 0) ELSE coalesce(h.many, 0) END AS by) base
    CROSS JOIN LATERAL (SELECT coalesce((SELECT sum(many) FROM counted x
      WHERE x.grp = l.grp AND x.line = l.line AND x.measure = s.part), 0) AS part, coalesce((SELECT sum(many)
      FROM counted x WHERE x.grp = l.grp AND x.line = l.line AND x.measure = ANY(s.whole)), 0) AS whole) share
    CROSS JOIN LATERAL (SELECT CASE
      WHEN c.measure = 'workingDays' THEN coalesce(w.days, 0)
      WHEN r.of IS NOT NULL THEN CASE WHEN base.by >= 5 THEN round(coalesce(o.many, 0) * r.times / base.by, 1) END
      WHEN s.part IS NOT NULL THEN CASE WHEN share.whole >= 5 THEN round(share.part * 100 / share.whole, 1) END
      WHEN t.of IS NOT NULL THEN CASE WHEN cardinality(d.took) >= 5 THEN round(CASE WHEN t.is_mean THEN d.mean
        ELSE (d.took[(cardinality(d.took) + 1) / 2] + d.took[(cardinality(d.took) + 2) / 2]) / 2 END, 1) END
      ELSE coalesce(n.many, 0) END AS value,
      CASE WHEN r.of IS NOT NULL THEN base.by < 5 WHEN s.part IS NOT NULL THEN share.whole < 5 WHEN t.of IS NOT NULL
        THEN coalesce(cardinality(d.took), 0) < 5
        ELSE false END AS few,
      CASE WHEN s.part IS NULL AND t.of IS NULL AND r.of IS NULL THEN coalesce(n.ids, '{}') END AS ids) v),
  shown AS (SELECT c.*, coalesce((SELECT sum(n.many) FROM counted n WHERE n.grp = c.grp AND n.line = c.line
      AND n.measure = 'newCustomers'), 0) AS size FROM cells c
    WHERE c.grp IN ('summary', 'stages') OR EXISTS (SELECT FROM cells o WHERE o.grp = c.grp AND o.line = c.line
      AND o.measure <> 'workingDays' AND o.value > 0)),
  ranked AS (SELECT s.*, dense_rank() OVER (PARTITION BY s.grp ORDER BY s.size DESC, s.line COLLATE "C") AS rank
    FROM shown s),
  middle AS (SELECT grp, place, measure, array_agg(value ORDER BY value) AS found, avg(value) AS mean
    FROM shown WHERE grp IN ('agents', 'answers') AND value IS NOT NULL GROUP BY grp, place, measure),
  typical AS (SELECT c.grp, y.line, c.place, c.measure, round(CASE y.line WHEN '~mean' THEN m.mean ELSE
      (m.found[(cardinality(m.found) + 1) / 2] + m.found[(cardinality(m.found) + 2) / 2]) / 2 END, 1) AS value
    FROM columns c CROSS JOIN (VALUES ('~median'), ('~mean')) y(line)
    LEFT JOIN middle m ON m.grp = c.grp AND m.measure = c.measure
    WHERE c.grp IN ('agents', 'answers')
      AND (SELECT count(DISTINCT s.line) FROM shown s WHERE s.grp = c.grp) >= 2)`;

/** Rows { grp, line, place, measure, value, few, ids }; `ids` null where it is not a count of things. */
export const RECKONING = `WITH ${MONTH}${PEOPLE}${OPEN}${EVENTS}${TABLES}${CELLS}
  SELECT grp, line, place::int, measure, value::float8, few, ids,
    CASE WHEN grp IN ('sources', 'countries', 'cities') THEN rank END::int AS rank
  FROM ranked WHERE grp <> 'cities' OR rank <= 15
  UNION ALL SELECT grp, line, place::int, measure, value::float8, false, NULL, NULL FROM typical`;

/** Every figure that is reckoned, whether or not an office has it. */
export const MEASURES = `WITH ${TABLES.trimEnd().replace(/,$/, '')} SELECT DISTINCT measure FROM columns`;

/** Of how many new customers the history was assumed. The same parameters. */
export const ASSUMED = `WITH ${MONTH}${PEOPLE}
  began AS (SELECT p.* FROM people p CROSS JOIN LATERAL told.at(p.id, p.at) c JOIN ours USING (owner), month
    WHERE p.at >= month.since)
  SELECT count(*) FILTER (WHERE is_assumed)::int AS many FROM began`;

/** $1 month: rows { team, member, measure, value } of the targets that hold in it. */
export const TARGETS = `
  SELECT team, member, measure, value FROM told.targets t WHERE from_month <= $1 AND value IS NOT NULL
    AND NOT EXISTS (SELECT FROM told.targets l WHERE l.from_month <= $1 AND l.measure = t.measure AND l.nth > t.nth
      AND l.team IS NOT DISTINCT FROM t.team AND l.member IS NOT DISTINCT FROM t.member)`;

/** $1 month, $2 zone: the months of the last twelve in which the office worked already, oldest first. */
export const MONTHS = `
  SELECT to_char(m, 'YYYY-MM') AS month FROM generate_series(($1 || '-01')::timestamp - interval '11 months',
    ($1 || '-01')::timestamp, interval '1 month') m
  WHERE (m + interval '1 month') AT TIME ZONE $2 > (SELECT min(at) FROM told.people) ORDER BY 1`;
