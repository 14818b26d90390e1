import { FileText } from 'lucide-react';
import type { TemplateFile } from '../../../sync/collections/template';
import { fillTemplate } from '../../../sync/rules/template-text';
import type { StoredCustomer } from '../../database/saha-database';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { Menu } from '../../ui/menu';
import { showToast } from '../../ui/toast';
import { textFor, useTemplates, type StoredTemplate, type TemplateChannel, type TemplateText } from './use-templates';
import { usePlaces } from './use-places';
import { useTemplateValues } from './use-template-values';

/**
 * One tap writes the whole text, in the customer's language, with everything filled in that is known. The menu says
 * how each begins. `isCompact`: an icon beside a field.
 */
export function TemplatePicker({
  customer,
  channel,
  isCompact = false,
  takesFiles,
  onPick,
}: {
  customer: StoredCustomer;
  channel: TemplateChannel;
  isCompact?: boolean;
  takesFiles: boolean;
  /** `files`: what it takes along; none where the channel has no room for them. */
  onPick: (text: TemplateText, templateId: string, files: readonly TemplateFile[]) => void;
}) {
  const t = useText();
  const templates = useTemplates();
  const values = useTemplateValues(customer);
  const { show } = usePlaces();
  if (templates === undefined || values === undefined) return null;
  const detailOf = ({ files = [] }: StoredTemplate, words: string) =>
    takesFiles && files.length > 0 ? t('templates.files.with', { words, count: files.length }) : words;
  const offered = templates.flatMap((template) => {
    const text = template.archivedAt === '' ? textFor(template, channel, customer.language) : null;
    return text === null ? [] : [{ template, text }];
  });
  if (offered.length === 0) return null;
  return (
    <Menu
      label={t('templates.pick')}
      trigger={
        isCompact ? (
          <IconButton label={t('templates.pick')} icon={<FileText {...iconSize.row} />} />
        ) : (
          <Button icon={<FileText {...iconSize.small} />}>{t('templates.pick')}</Button>
        )
      }
      actions={offered.map(({ template, text }) => ({
        id: template.id,
        label: template.name,
        detail: detailOf(template, beginningOf(show(fillTemplate(text.body, values)))),
        icon: <FileText {...iconSize.row} />,
        onAction: () => {
          const files = template.files ?? [];
          onPick(
            { subject: show(fillTemplate(text.subject, values)), body: show(fillTemplate(text.body, values)) },
            template.id,
            takesFiles ? files : [],
          );
          if (!takesFiles && files.length > 0) showToast({ text: t('templates.files.leftOut'), tone: 'attention' });
        },
      }))}
    />
  );
}

const SHOWN_LETTERS = 60;
/** Its first words on one line, cut between two of them. */
function beginningOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= SHOWN_LETTERS ? line : `${line.slice(0, SHOWN_LETTERS).replace(/\s\S*$/, '')} …`;
}
