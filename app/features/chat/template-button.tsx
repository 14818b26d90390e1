import { FileText } from 'lucide-react';
import type { MessageChannel } from '../../../sync/collections/conversation';
import { fillTemplate } from '../../../sync/rules/template-text';
import type { StoredCustomer } from '../../database/saha-database';
import { useText } from '../../i18n/use-text';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { Menu } from '../../ui/menu';
import { usePlaces } from '../templates/use-places';
import { useTemplateValues } from '../templates/use-template-values';
import { textFor, useTemplates, type TemplateText } from '../templates/use-templates';

/** One tap writes the whole text into the field, in the customer's language; WhatsApp speaks as briefly as an SMS. */
export function TemplateButton({
  customer,
  channel,
  onPick,
}: {
  customer: StoredCustomer;
  channel: MessageChannel;
  onPick: (text: TemplateText, templateId: string) => void;
}) {
  const t = useText();
  const templates = useTemplates();
  const values = useTemplateValues(customer);
  const { show } = usePlaces();
  if (templates === undefined || values === undefined) return null;
  const offered = templates.flatMap((template) => {
    const text =
      template.archivedAt === '' ? textFor(template, channel === 'email' ? 'email' : 'sms', customer.language) : null;
    return text === null ? [] : [{ template, text }];
  });
  if (offered.length === 0) return null;
  return (
    <Menu
      label={t('templates.pick')}
      trigger={<IconButton label={t('templates.pick')} icon={<FileText {...iconSize.row} />} />}
      actions={offered.map(({ template, text }) => ({
        id: template.id,
        label: template.name,
        detail: text.body.slice(0, 60),
        onAction: () =>
          onPick(
            { subject: show(fillTemplate(text.subject, values)), body: show(fillTemplate(text.body, values)) },
            template.id,
          ),
      }))}
    />
  );
}
