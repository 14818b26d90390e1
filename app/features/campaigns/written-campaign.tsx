import { useText } from '../../i18n/use-text';
import { Stack } from '../../shell/screen';
import { Panel } from '../../ui/panel';
import { Particulars } from '../../ui/particulars';
import { RuleWords } from '../segments/rule-words';
import styles from './campaigns.module.css';
import { PreviewPane } from './preview-pane';
import type { Campaign } from './use-campaign';

/** What a campaign that is no draft any more says, and to whom: to be read, and changed by nobody. */
export function WrittenCampaign({ campaign }: { campaign: Campaign }) {
  const t = useText();
  const { id, version, rule, content, capMost, exceptIds, replyTo } = campaign;
  return (
    <Stack>
      <Panel title={t('campaigns.step.audience')}>
        <div className={styles.form}>
          {/* Of a segment, no conditions means every customer; a campaign goes to those of them who said yes. */}
          <p className={styles.rule}>
            {rule.rules.length === 0 ? t('campaigns.everybody') : <RuleWords rule={rule} />}
          </p>
          <Particulars
            texts={[
              capMost === null ? '' : t('campaigns.capOf', { count: capMost }),
              exceptIds.length === 0 ? '' : t('campaigns.exceptCount', { count: exceptIds.length }),
              t(`campaigns.repliesTo.${replyTo}`),
            ]}
          />
        </div>
      </Panel>
      <PreviewPane id={id} version={version} content={content} />
    </Stack>
  );
}
