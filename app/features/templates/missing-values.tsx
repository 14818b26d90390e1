import { forwardRef, useState } from 'react';
import { fillTemplate, variablesIn, type TemplateVariable } from '../../../sync/rules/template-text';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/text-field';
import styles from './missing-values.module.css';
import { usePlaces } from './use-places';

/** Asks for what a text still lacks, and puts it in; nothing where nothing is missing. */
export const MissingValues = forwardRef<
  HTMLFieldSetElement,
  { subject: string; body: string; onFill: (filled: { subject: string; body: string }) => void }
>(function MissingValues({ subject, body, onFill }, ref) {
  const t = useText();
  const { show, mean } = usePlaces();
  const texts = { subject: mean(subject), body: mean(body) };
  const missing = variablesIn(texts.subject, texts.body);
  const [typed, setTyped] = useState<Partial<Record<TemplateVariable, string>>>({});
  if (missing.length === 0) return null;
  const known = Object.fromEntries(missing.map((variable) => [variable, (typed[variable] ?? '').trim()]));
  return (
    <fieldset ref={ref} className={styles.missing}>
      <legend className={styles.title}>{t('templates.missing')}</legend>
      {missing.map((variable) => (
        <TextField
          key={variable}
          label={t(`templates.variable.${variable}`)}
          value={typed[variable] ?? ''}
          onChange={(value) => setTyped({ ...typed, [variable]: value })}
          autoComplete="off"
        />
      ))}
      <div>
        <Button
          isDisabled={Object.values(known).every((value) => value === '')}
          onPress={() =>
            onFill({
              subject: show(fillTemplate(texts.subject, known)),
              body: show(fillTemplate(texts.body, known)),
            })
          }
        >
          {t('templates.fill')}
        </Button>
      </div>
    </fieldset>
  );
});
