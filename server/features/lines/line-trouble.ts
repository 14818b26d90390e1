/** What is wrong with a line that somebody has to do something about: one rule for notices, the bar and the screens. */
export type LineTrouble = 'down' | 'restricted' | 'silent';
/** A connection that comes back by itself is no news. */
const DOWN_FOR = '5 minutes';
/** In SQL of line `l`, null for nothing. One that was never used has nothing to lose. */
export const TROUBLE = `(CASE WHEN l.removed_at IS NOT NULL OR NOT EXISTS (SELECT FROM chats WHERE line_id = l.id)
  THEN NULL
    WHEN l.state <> 'open' THEN CASE WHEN l.state_since < office_clock() - interval '${DOWN_FOR}' THEN 'down' END
    WHEN l.restricted_until > office_clock() THEN 'restricted' WHEN l.silent_since IS NOT NULL THEN 'silent' END)`;
