import { useText } from '../../i18n/use-text';
import { LeftDrafts } from '../../shell/left-drafts';

/** What somebody was typing in a conversation that went from them meanwhile: theirs to take along or to throw away. */
export function LeftWords({ conversationId }: { conversationId: string }) {
  const t = useText();
  return (
    <LeftDrafts
      prefixes={[`chat:${conversationId}`]}
      wordsOf={(_, { values }) => ({
        title: t('chat.left'),
        parts: [values['subject'], values['body']]
          .filter((part): part is string => typeof part === 'string' && part.trim() !== '')
          .map((text) => ({ label: '', text })),
      })}
    />
  );
}
