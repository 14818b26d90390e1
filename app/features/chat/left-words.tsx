import { useState } from 'react';
import { useLooseDraft } from '../../shell/loose-drafts';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { showToast } from '../../ui/toast';
import styles from './left-words.module.css';

/** What somebody was typing in a conversation that went from them meanwhile: theirs to take along or to throw away. */
export function LeftWords({ conversationId }: { conversationId: string }) {
  const t = useText();
  const [words, setWords] = useState('');
  const { drop } = useLooseDraft<{ subject?: string; body?: string }>(
    `chat:${conversationId}`,
    ({ subject = '', body = '' }) => setWords([subject, body].filter((part) => part.trim() !== '').join('\n')),
  );
  if (words === '') return null;
  return (
    <section className={styles.left} aria-label={t('chat.left')}>
      <h3>{t('chat.left')}</h3>
      <p className={styles.words} dir="auto">
        {words}
      </p>
      <div className={styles.acts}>
        <Button
          variant="primary"
          onPress={() =>
            void navigator.clipboard.writeText(words).then(
              () => showToast({ text: t('chat.copied') }),
              () => showToast({ text: t('chat.notCopied'), tone: 'attention' }),
            )
          }
        >
          {t('chat.copy')}
        </Button>
        <Button
          onPress={() => {
            drop();
            setWords('');
          }}
        >
          {t('chat.leftDiscard')}
        </Button>
      </div>
    </section>
  );
}
