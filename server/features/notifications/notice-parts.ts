/** What every way of noting shares: parts of statements. */
/** Older than this it is no news: a thread that was linked, a phone that was away. */
export const NEWS_FOR = '1 hour';
/** To the devices there are now; none: it is not noted either. Answers how many will hear. */
export const TO_DEVICES = `sent AS (INSERT INTO push_sends (notice_id, subscription_id, next_at)
    SELECT n.id, s.id, office_clock() FROM noted n JOIN push_subscriptions s ON s.member_id = n.member_id RETURNING 1)
  SELECT count(*)::int AS count FROM sent`;
