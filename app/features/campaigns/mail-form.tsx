import { useState } from 'react';
import { longestText } from '../../../sync/collections/longest-text';
import { campaignMail, type CampaignContent, type MailLanguage } from '../../../sync/rules/campaign';
import { useText } from '../../i18n/use-text';
import { Stack } from '../../shell/screen';
import { Panel } from '../../ui/panel';
import { Segmented } from '../../ui/segmented';
import { TextField } from '../../ui/text-field';
import { usePlaces } from '../templates/use-places';
import styles from './campaigns.module.css';
import { MailEditor } from './mail-editor';

/** Subject, what stands beside it in the list of mails, and the mail itself, one language at a time. */
export default function MailForm({
  content,
  onChange,
}: {
  content: CampaignContent;
  onChange: (content: CampaignContent) => void;
}) {
  const t = useText();
  const { show, mean } = usePlaces();
  const [language, setLanguage] = useState<MailLanguage>('tr');
  const mail = content[language];
  const change = (part: Partial<CampaignContent['tr']>) =>
    onChange({ ...content, [language]: { ...content[language], ...part } });
  return (
    <Stack>
      <Panel title={t('campaigns.mail')}>
        <div className={styles.form}>
          <Segmented
            label={t('campaigns.preview.language')}
            value={language}
            onChange={setLanguage}
            options={(['tr', 'en'] as const).map((id) => ({ id, label: t(`customers.language.${id}`) }))}
          />
          <TextField
            label={t('campaigns.field.subject')}
            description={t('campaigns.field.subjectNote', { place: show('{{firstName}}') })}
            value={show(mail.subject)}
            onChange={(subject) => change({ subject: mean(subject) })}
            maxLength={longestText(campaignMail.shape.subject)}
            kept={mail.subject}
            autoComplete="off"
          />
          <TextField
            label={t('campaigns.field.preheader')}
            description={t('campaigns.field.preheaderNote')}
            value={show(mail.preheader)}
            onChange={(preheader) => change({ preheader: mean(preheader) })}
            maxLength={longestText(campaignMail.shape.preheader)}
            kept={mail.preheader}
            autoComplete="off"
          />
          <MailEditor
            key={language}
            language={language}
            label={t('campaigns.field.body')}
            document={mail.document}
            onChange={(document) => change({ document })}
          />
        </div>
      </Panel>
    </Stack>
  );
}
