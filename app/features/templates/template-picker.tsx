import { FileText } from 'lucide-react';
import { fillTemplate } from '../../../sync/rules/template-text';
import type { StoredCustomer } from '../../database/saha-database';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { Menu } from '../../ui/menu';
import { textFor, useTemplates, type TemplateChannel, type TemplateText } from './use-templates';
import { usePlaces } from './use-places';
import { useTemplateValues } from './use-template-values';

/**
 * One tap writes the whole text, in the customer's language, with everything filled in that is known. `isCompact`: an
 * icon beside a field, and the text's beginning in the menu.
 */
export function TemplatePicker({
  customer,
  channel,
  isCompact = false,
  onPick,
}: {
  customer: StoredCustomer;
  channel: TemplateChannel;
  isCompact?: boolean;
  onPick: (text: TemplateText, templateId: string) => void;
}) {
  const t = useText();
  const templates = useTemplates();
  const values = useTemplateValues(customer);
  const { show } = usePlaces();
  if (templates === undefined || values === undefined) return null;
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
        detail: isCompact ? text.body.slice(0, 60) : t(`templates.purpose.${template.purpose}`),
        icon: <FileText {...iconSize.row} />,
        onAction: () =>
          onPick(
            { subject: show(fillTemplate(text.subject, values)), body: show(fillTemplate(text.body, values)) },
            template.id,
          ),
      }))}
    />
  );
}
