import { useEffect, useState } from 'react';
import { useDatabase } from '../../database/database-context';
import { afterPaint } from '../../shell/after-paint';
import { draftKey, lookAtDraftsUnder } from '../../shell/draft-store';

const NONE: ReadonlyMap<string, string> = new Map();

/** What was left half typed, by conversation; of the one that is open it stands in its field. */
export function useChatDrafts(openId: string | undefined): ReadonlyMap<string, string> {
  const { me } = useDatabase();
  const [found, setFound] = useState(NONE);
  useEffect(() => {
    let isGone = false;
    const look = () =>
      void lookAtDraftsUnder(draftKey(me.memberId, 'chat:')).then(
        (drafts) => {
          if (isGone) return;
          const texts = [...drafts].map(([id, { values }]) => {
            const { body } = values;
            return [id, typeof body === 'string' ? body.trim() : ''] as const;
          });
          setFound(new Map(texts.filter(([id, text]) => text !== '' && id !== openId)));
        },
        () => undefined,
      );
    // What drafts are kept with is loaded with the first look: the rows stand before.
    const giveUp = afterPaint(look);
    return () => {
      isGone = true;
      giveUp();
    };
  }, [me.memberId, openId]);
  return found;
}
