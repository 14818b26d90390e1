import { FileText, Plus } from 'lucide-react';
import { api } from '../../api/client';
import { useCall } from '../../api/use-call';
import { useDatabase } from '../../database/database-context';
import { useReceiving } from '../../database/use-sync-status';
import { useText } from '../../i18n/use-text';
import { Screen, Stack } from '../../shell/screen';
import { Badge } from '../../ui/badge';
import { LinkButton } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { iconSize } from '../../ui/icon-size';
import { Panel, Row } from '../../ui/panel';
import { Particulars } from '../../ui/particulars';
import { Skeleton } from '../../ui/skeleton';
import { RecordMark } from '../../shell/record-mark';
import { textOf, useTemplates, type StoredTemplate } from './use-templates';

/** The office's ready texts: for everybody to read, for managers to write. */
export default function TemplatesScreen() {
  const t = useText();
  const { me } = useDatabase();
  const { isReceiving, text } = useReceiving();
  const templates = useTemplates();
  // Without network, or before the office answers, nothing is said.
  const uses = new Map(useCall(askUses).data?.map(({ templateId, count }) => [templateId, count]));
  const add =
    me.role === 'agent' ? undefined : (
      <LinkButton href="/templates/new" icon={<Plus {...iconSize.row} />}>
        {t('templates.new')}
      </LinkButton>
    );
  return (
    <Screen title={t('templates.title')} back="/more" actions={add}>
      <Stack>
        {templates === undefined && <Skeleton rows={5} />}
        {templates?.length === 0 && (
          <EmptyState
            illustration="field"
            title={t(isReceiving ? 'journey.receiving.title' : 'templates.none')}
            action={isReceiving ? undefined : add}
          >
            {t(isReceiving ? text : 'templates.noneText')}
          </EmptyState>
        )}
        {templates !== undefined && templates.length > 0 && (
          <Panel isFlush>
            {templates.map((template) => (
              <TemplateRow key={template.id} template={template} uses={uses.get(template.id)} />
            ))}
          </Panel>
        )}
      </Stack>
    </Screen>
  );
}

const askUses = () => api.templates.uses.query();
const CODES = { tr: 'TR', en: 'EN' } as const;

function TemplateRow({ template, uses }: { template: StoredTemplate; uses: number | undefined }) {
  const t = useText();
  // "E-posta TR, EN", and the same of SMS.
  const texts = (['email', 'sms'] as const).flatMap((channel) => {
    const languages = (['tr', 'en'] as const).filter((language) => textOf(template, channel, language) !== null);
    const codes = languages.map((language) => CODES[language]).join(', ');
    return codes === '' ? [] : [`${t(`messages.kind.${channel}.out`)} ${codes}`];
  });
  return (
    <Row
      href={`/templates/${template.id}`}
      icon={<FileText {...iconSize.row} />}
      title={template.name}
      detail={
        <Particulars
          texts={[
            t(`templates.purpose.${template.purpose}`),
            ...texts,
            (template.files ?? []).length === 0
              ? ''
              : t('templates.files.count', { count: (template.files ?? []).length }),
            uses === undefined ? '' : t('templates.uses', { count: uses }),
          ]}
        />
      }
      after={
        <>
          {template.archivedAt !== '' && <Badge>{t('templates.archived')}</Badge>}
          <RecordMark outbox={template.outbox} conflicted={template.conflicted} isQuiet />
        </>
      }
    />
  );
}
