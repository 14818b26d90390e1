import { Braces } from 'lucide-react';
import { useRef } from 'react';
import { longestText } from '../../../sync/collections/longest-text';
import { templateShape } from '../../../sync/collections/template';
import { TEMPLATE_VARIABLES } from '../../../sync/rules/template-text';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import { Menu } from '../../ui/menu';
import { Panel } from '../../ui/panel';
import { Segmented } from '../../ui/segmented';
import { TextArea, TextField } from '../../ui/text-field';
import { NewsBelow } from '../conflicts/field-news';
import { SmsMeasure } from './sms-measure';
import type { TemplateForm, TemplateLanguage, TemplateTextField } from './template-form';
import styles from './template-screen.module.css';
import { usePlaces } from './use-places';

const LANGUAGES = ['Tr', 'En'] as const satisfies readonly TemplateLanguage[];

/** The texts of one language at a time; places are put in from a list, never spelled. */
export function TemplateTexts({
  form,
  language,
  onLanguage,
  onChange,
  errorOf,
  isReadOnly,
}: {
  form: TemplateForm;
  language: TemplateLanguage;
  onLanguage: (language: TemplateLanguage) => void;
  onChange: (part: Partial<TemplateForm>) => void;
  errorOf: (field: TemplateTextField) => string | undefined;
  isReadOnly: boolean;
}) {
  const t = useText();
  const { mean } = usePlaces();
  // Where the caret was last: there a place goes.
  const last = useRef<{ field: TemplateTextField; at: number } | null>(null);
  const heard = (field: TemplateTextField) => (event: React.SyntheticEvent) => {
    const { target } = event;
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)
      last.current = { field, at: target.selectionStart ?? target.value.length };
  };
  const insert = (variable: string) => {
    const fallback: TemplateTextField = `emailBody${language}`;
    const { field, at } = last.current?.field.endsWith(language)
      ? last.current
      : { field: fallback, at: form[fallback].length };
    const place = `{{${t(`templates.variable.${variable}`)}}}`;
    onChange({ [field]: form[field].slice(0, at) + place + form[field].slice(at) });
    last.current = { field, at: at + place.length };
  };
  const [subject, body, sms] = [`emailSubject${language}`, `emailBody${language}`, `sms${language}`] as const;
  const props = (field: TemplateTextField) => ({
    value: form[field],
    onChange: (value: string) => onChange({ [field]: value }),
    error: errorOf(field),
    maxLength: longestText(templateShape.shape[field]),
    kept: mean(form[field]),
    isReadOnly,
  });
  return (
    <Panel
      title={t('templates.texts')}
      action={
        !isReadOnly && (
          <Menu
            label={t('templates.insert')}
            trigger={<Button icon={<Braces {...iconSize.small} />}>{t('templates.insert')}</Button>}
            actions={TEMPLATE_VARIABLES.map((id) => ({
              id,
              label: t(`templates.variable.${id}`),
              icon: <Braces {...iconSize.row} />,
              onAction: () => insert(id),
            }))}
          />
        )
      }
    >
      <div className={styles.texts}>
        <Segmented
          label={t('templates.language')}
          value={language}
          onChange={onLanguage}
          options={LANGUAGES.map((id) => ({ id, label: t(`customers.language.${id === 'Tr' ? 'tr' : 'en'}`) }))}
        />
        <div data-template-field={subject} onSelect={heard(subject)}>
          <TextField label={t('templates.emailSubject')} {...props(subject)} autoComplete="off" />
        </div>
        <div data-template-field={body} onSelect={heard(body)}>
          <NewsBelow unit={`email${language}`}>
            <TextArea label={t('templates.emailBody')} {...props(body)} className={styles.body} />
          </NewsBelow>
        </div>
        <div data-template-field={sms} onSelect={heard(sms)}>
          <NewsBelow unit={sms}>
            <TextArea label={t('templates.sms')} {...props(sms)} />
          </NewsBelow>
        </div>
        {form[sms] !== '' && <SmsMeasure text={form[sms]} />}
      </div>
    </Panel>
  );
}
