import { Copy, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useDatabase } from '../database/database-context';
import { useText } from '../i18n/use-text';
import { Button } from '../ui/button';
import { iconSize } from '../ui/icon-size';
import { showToast } from '../ui/toast';
import { fieldsWorthKeeping } from './worth-keeping';
import { draftKey, dropDraft, keepDraft, readDraftsUnder, saveDraft, type DraftContent } from './draft-store';
import styles from './left-drafts.module.css';

/** A draft as its person reads it: what it is, and what stands in it; '' for what needs no label. */
export type LeftWords = {
  readonly title: string;
  readonly parts: readonly { readonly label: string; readonly text: string }[];
};
/** `name` is the form's, as `draftKey` is told it. */
type Left = { readonly name: string; readonly content: DraftContent };

/**
 * What this person typed in forms that cannot be opened any more, as of a record that was handed over while they wrote:
 * no screen would lead to it, so it is shown here, to be copied or deleted. Nothing where nothing was left.
 * `prefixes`: with which the names of these forms begin.
 */
export function LeftDrafts({
  prefixes,
  wordsOf,
}: {
  prefixes: readonly string[];
  wordsOf: (name: string, content: DraftContent) => LeftWords;
}) {
  const t = useText();
  const { memberId } = useDatabase().me;
  const [left, setLeft] = useState<readonly Left[]>([]);
  const wanted = prefixes.join('\n');
  useEffect(() => {
    let isGone = false;
    const begins = wanted.split('\n');
    readDraftsUnder(draftKey(memberId, ''), (name) => begins.some((prefix) => name.startsWith(prefix))).then(
      (found) => {
        const held = [...found].filter(([, content]) => fieldsWorthKeeping(content).length > 0);
        if (!isGone) setLeft(held.map(([name, content]) => ({ name, content })));
      },
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [memberId, wanted]);
  if (left.length === 0) return null;

  const copy = ({ parts }: LeftWords) =>
    void navigator.clipboard.writeText(parts.map(lineOf).join('\n')).then(
      () => showToast({ text: t('shell.left.copied') }),
      () => showToast({ text: t('shell.pane.notCopied'), tone: 'attention' }),
    );
  const notStored = () => showToast({ text: t('shell.left.notStored'), tone: 'attention' });
  const remove = async (one: Left) => {
    const key = draftKey(memberId, one.name);
    await dropDraft(key);
    setLeft((before) => before.filter(({ name }) => name !== one.name));
    const undo = async () => {
      keepDraft(key, () => one.content);
      await saveDraft(key);
      setLeft((before) => [...before, one]);
    };
    showToast({
      text: t('shell.left.deleted'),
      action: { label: t('shell.left.undo'), onPress: () => void undo().catch(notStored) },
    });
  };
  return (
    <section aria-label={t('shell.left.title')} className={styles.left}>
      <h2 className={styles.title}>{t('shell.left.title')}</h2>
      <p className={styles.note}>{t('shell.left.text')}</p>
      {left.map((one) => {
        const words = wordsOf(one.name, one.content);
        return (
          <article key={one.name} aria-label={words.title} className={styles.draft}>
            <h3 className={styles.name}>{words.title}</h3>
            {words.parts.map(({ label, text }, at) => (
              <p key={at} className={styles.text} dir="auto">
                {label !== '' && <span className={styles.label}>{label}</span>}
                {text}
              </p>
            ))}
            <div className={styles.buttons}>
              <Button icon={<Copy {...iconSize.small} />} onPress={() => copy(words)}>
                {t('shell.left.copy')}
              </Button>
              <Button
                variant="quiet"
                icon={<Trash2 {...iconSize.small} />}
                onPress={() => void remove(one).catch(notStored)}
              >
                {t('shell.left.delete')}
              </Button>
            </div>
          </article>
        );
      })}
    </section>
  );
}

const lineOf = ({ label, text }: LeftWords['parts'][number]) => (label === '' ? text : `${label}: ${text}`);
