import { Languages } from 'lucide-react';
import { useCallback, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { LANGUAGES, writtenLanguages, type CampaignContent, type MailLanguage } from '../../../sync/rules/campaign';
import { api, errorText } from '../../api/client';
import { useAct } from '../../api/use-act';
import { useCall } from '../../api/use-call';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Stack } from '../../shell/screen';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { iconSize } from '../../ui/icon-size';
import { Panel } from '../../ui/panel';
import { Segmented } from '../../ui/segmented';
import { Skeleton } from '../../ui/skeleton';
import { Switch } from '../../ui/switch';
import styles from './campaigns.module.css';
import { ReaderPicker } from './reader-picker';

/**
 * The mail as one recipient reads it: wide and narrow, light and dark, in both languages; who reads one that is not
 * written gets the other. Nothing in the frame may act.
 */
export function PreviewPane({
  id,
  version,
  content,
  mayTest = false,
}: {
  id: string;
  version: number;
  content: CampaignContent;
  /** Whether it is still a draft that one may send to oneself. */
  mayTest?: boolean;
}) {
  const t = useText();
  const formats = useFormats();
  const [language, setLanguage] = useState<MailLanguage>(() => writtenLanguages(content)[0] ?? 'tr');
  const [width, setWidth] = useState<'wide' | 'narrow'>('wide');
  const [view, setView] = useState<'html' | 'text'>('html');
  const [isDark, setDark] = useState(false);
  const [who, setWho] = useState<string | null>(null);
  const ask = useCallback(
    () =>
      // Asked anew for each version that was saved.
      version > 0
        ? api.campaigns.preview.query({ id, language, customerId: who, isDark })
        : Promise.reject(new Error('nothing was saved')),
    [id, language, who, isDark, version],
  );
  const { data, error, reload } = useCall(ask);
  const { isPending, act } = useAct();
  const test = () =>
    act(async () => {
      const { to } = await api.campaigns.test.mutate({ id, language, key: uuidv7() });
      return t('campaigns.test.sent', { to });
    });
  const languageOptions = LANGUAGES.map((one) => ({ id: one, label: t(`customers.language.${one}`) }));
  return (
    <Stack>
      <Panel
        title={t(mayTest ? 'campaigns.preview.title' : 'campaigns.mail')}
        action={
          mayTest && (
            <Button isPending={isPending} onPress={() => void test()}>
              {t('campaigns.test.send')}
            </Button>
          )
        }
      >
        <div className={styles.form}>
          <div className={styles.choices}>
            <Segmented
              label={t('campaigns.preview.language')}
              value={language}
              onChange={setLanguage}
              options={languageOptions}
            />
            <Segmented
              label={t('campaigns.preview.width')}
              value={width}
              onChange={setWidth}
              options={(['wide', 'narrow'] as const).map((one) => ({ id: one, label: t(`campaigns.preview.${one}`) }))}
            />
            <Segmented
              label={t('campaigns.preview.view')}
              value={view}
              onChange={setView}
              options={(['html', 'text'] as const).map((one) => ({ id: one, label: t(`campaigns.preview.${one}`) }))}
            />
          </div>
          <ReaderPicker value={who} onChange={setWho} />
          <Switch isSelected={isDark} onChange={setDark}>
            {t('campaigns.preview.dark')}
          </Switch>
          {error !== undefined && (
            <EmptyState title={t(errorText(error))} action={<Button onPress={reload}>{t('system.again')}</Button>} />
          )}
          {data === undefined && error === undefined && <Skeleton rows={6} />}
          {data !== undefined && (
            <>
              {data.language !== data.reads && (
                <p className={styles.standing} data-tone="note">
                  <Languages {...iconSize.small} />
                  <span>{t(`campaigns.preview.unwritten.${data.reads}`)}</span>
                </p>
              )}
              <p className={styles.subject}>{data.subject}</p>
              {data.preheader !== '' && <p className={styles.note}>{data.preheader}</p>}
              {view === 'html' ? (
                <iframe
                  key={`${language} ${who ?? ''} ${String(isDark)}`}
                  title={t('campaigns.preview.frame')}
                  sandbox=""
                  srcDoc={data.html}
                  className={width === 'narrow' ? styles.narrowFrame : styles.frame}
                />
              ) : (
                <pre className={styles.text}>{data.text}</pre>
              )}
              <p className={styles.note}>
                {t('campaigns.preview.size', {
                  size: formats.number(Math.ceil(data.bytes / 1000)),
                  most: formats.number(data.maxBytes / 1000),
                })}
              </p>
            </>
          )}
        </div>
      </Panel>
    </Stack>
  );
}
