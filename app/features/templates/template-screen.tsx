import { useNavigate, useParams } from '@remix-run/react';
import { useCallback, useEffect, useRef, useState, type ComponentType } from 'react';
import { longestText } from '../../../sync/collections/longest-text';
import { TEMPLATE_PURPOSES, templateShape } from '../../../sync/collections/template';
import { COLLECTIONS } from '../../../sync/collections/registry';
import { sameValue } from '../../../sync/rules/document';
import { useSubmit } from '../../api/use-submit';
import { useDatabase } from '../../database/database-context';
import { useDocument } from '../../database/use-document';
import { createDocument, editDocument } from '../../database/write';
import { useText } from '../../i18n/use-text';
import { RestoredDraft } from '../../shell/restored-draft';
import { Screen, Stack } from '../../shell/screen';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { Select } from '../../ui/select';
import { Skeleton } from '../../ui/skeleton';
import { TextField } from '../../ui/text-field';
import { showToast } from '../../ui/toast';
import { ChangesOfRecord } from '../audit/changes-of-record';
import { ConflictCards } from '../conflicts/conflict-cards';
import { FieldNews, NewsBelow } from '../conflicts/field-news';
import { useKeptTyping } from '../conflicts/use-kept-typing';
import {
  EMPTY_TEMPLATE,
  fromForm,
  languageOf,
  problemOf,
  toForm,
  type TemplateForm,
  type TemplateLanguage,
  type TemplateProblem,
} from './template-form';
import { TemplatePreview } from './template-preview';
import { TemplateTexts } from './template-texts';
import { useSettings } from '../settings/settings-context';
import styles from './template-screen.module.css';
import { usePlaces } from './use-places';
import type { StoredTemplate } from './use-templates';

export type FilesPanel = ComponentType<{
  readonly files: TemplateForm['files'];
  readonly onChange: (change: (before: TemplateForm['files']) => TemplateForm['files']) => void;
  readonly onBusy: (isBusy: boolean) => void;
  readonly isReadOnly: boolean;
}>;

/**
 * One ready text, in the languages and on the channels it is written for. Agents read it, managers write it. `Files`:
 * what it takes along, a screen part of a higher tier.
 */
export function TemplateScreen({ Files }: { Files: FilesPanel }) {
  const t = useText();
  const { id = '' } = useParams();
  const template = useDocument('templates', id === 'new' ? undefined : id);
  const isNew = id === 'new';
  if (!isNew && template === undefined)
    return (
      <Screen title={t('templates.one')} back="/templates">
        <Skeleton rows={6} />
      </Screen>
    );
  if (!isNew && template === null)
    return (
      <Screen title={t('templates.one')} back="/templates">
        <EmptyState illustration="search" title={t('templates.gone')} />
      </Screen>
    );
  return <Editor key={id} template={isNew ? null : (template ?? null)} Files={Files} />;
}

type Wrong = { readonly field: keyof TemplateForm; readonly problem: TemplateProblem | 'store' };

function Editor({ template, Files }: { template: StoredTemplate | null; Files: FilesPanel }) {
  const t = useText();
  const db = useDatabase();
  const navigate = useNavigate();
  const { show, mean } = usePlaces();
  const { sms } = useSettings();
  const formOf = useCallback((stored: StoredTemplate) => toForm(stored, show), [show]);
  const mayWrite = db.me.role !== 'agent';
  const draftName = template === null ? 'template-new' : `template-edit:${template.id}`;
  const typing = useKeptTyping(mayWrite ? draftName : null, 'templates', template, formOf, EMPTY_TEMPLATE);
  const { form } = typing;
  const [language, setLanguage] = useState<TemplateLanguage>('Tr');
  const [isBringing, setIsBringing] = useState(false);
  const screen = useRef<HTMLDivElement>(null);
  const { isPending, refusal, forgetRefusal, submit } = useSubmit<Wrong>(
    async () => {
      const values = fromForm(form, mean);
      const written = { ...values, files: [...values.files] };
      if (template === null) {
        const by = { archivedAt: '', createdBy: db.me.memberId, createdAt: new Date(db.clock.nowMs()).toISOString() };
        await createDocument(db, 'templates', { ...written, ...by });
      } else {
        const before = fromForm(toForm(typing.shown ?? template, show), mean);
        const units = COLLECTIONS.templates.units;
        const isTouched = (field: string) =>
          !sameValue(values[field as keyof TemplateForm], before[field as keyof TemplateForm]);
        const touched = Object.keys(typing.bases).flatMap((unit) => {
          const fields = units[unit]?.fields ?? [];
          return fields.some(isTouched) ? fields : [];
        });
        const changed = Object.fromEntries(touched.map((field) => [field, written[field as keyof TemplateForm]]));
        if (touched.length > 0) await editDocument(db, 'templates', template.id, changed, typing.bases);
      }
      typing.discard();
      navigate('/templates');
      return t('templates.saved');
    },
    {
      check: () => {
        const problem = problemOf(fromForm(form, mean), sms.carrierHasTurkish);
        if (problem !== null) setLanguage((shown) => languageOf(problem.field) ?? shown);
        return problem;
      },
      refusalOf: () => ({ field: 'name', problem: 'store' }),
    },
  );
  // What keeps it from being saved may be out of sight, or in the other language: one is taken there.
  useEffect(() => {
    if (refusal === null) return;
    const field = screen.current?.querySelector<HTMLElement>(
      `[data-template-field="${refusal.field}"] :is(input, textarea)`,
    );
    field?.scrollIntoView({ block: 'center' });
    field?.focus({ preventScroll: true });
  }, [refusal]);
  const change = (part: Partial<TemplateForm>) => {
    typing.change(part);
    forgetRefusal();
  };
  const archive = async (archivedAt: string) => {
    try {
      if (template !== null) await editDocument(db, 'templates', template.id, { archivedAt });
      showToast({ text: t(archivedAt === '' ? 'templates.offeredAgain' : 'templates.archivedDone') });
    } catch {
      showToast({ text: t('templates.problem.store'), tone: 'attention' });
    }
  };
  const errorOf = (field: keyof TemplateForm) =>
    refusal?.field === field ? t(`templates.problem.${refusal.problem}`) : undefined;
  return (
    <FieldNews collection="templates" id={template?.id} draft={typing} basisOf={typing.basisOf}>
      <Screen title={template === null ? t('templates.new') : template.name} back="/templates">
        <div ref={screen}>
          <Stack>
            <RestoredDraft draft={typing} />
            {template !== null && <ConflictCards collection="templates" document={template} />}
            {!mayWrite && <p className={styles.about}>{t('templates.whoMayChange')}</p>}
            <Panel>
              <div className={styles.head}>
                <div data-template-field="name">
                  <NewsBelow unit="name">
                    <TextField
                      label={t('templates.field.name')}
                      value={form.name}
                      onChange={(name) => change({ name })}
                      error={errorOf('name')}
                      maxLength={longestText(templateShape.shape.name)}
                      autoComplete="off"
                      autoCapitalize="sentences"
                      isRequired
                      isReadOnly={!mayWrite}
                    />
                  </NewsBelow>
                </div>
                {mayWrite ? (
                  <NewsBelow unit="purpose">
                    <Select
                      label={t('templates.field.purpose')}
                      value={form.purpose}
                      onChange={(purpose) =>
                        change({ purpose: TEMPLATE_PURPOSES.find((one) => one === purpose) ?? 'other' })
                      }
                      options={TEMPLATE_PURPOSES.map((id) => ({ id, label: t(`templates.purpose.${id}`) }))}
                    />
                  </NewsBelow>
                ) : (
                  // Read, not chosen: what is switched off would be too pale to read.
                  <TextField
                    label={t('templates.field.purpose')}
                    value={t(`templates.purpose.${form.purpose}`)}
                    onChange={() => undefined}
                    isReadOnly
                  />
                )}
              </div>
            </Panel>
            <TemplateTexts
              form={form}
              language={language}
              onLanguage={setLanguage}
              onChange={change}
              errorOf={errorOf}
              isReadOnly={!mayWrite}
            />
            <NewsBelow unit="files">
              <Files
                files={form.files}
                // What comes later must not undo what was typed meanwhile.
                onChange={(next) => typing.change(({ files }) => ({ files: next(files) }))}
                onBusy={setIsBringing}
                isReadOnly={!mayWrite}
              />
            </NewsBelow>
            <TemplatePreview key={language} form={fromForm(form, mean)} language={language === 'En' ? 'en' : 'tr'} />
            {mayWrite && (
              <div className={styles.buttons}>
                <Button variant="primary" isPending={isPending} isDisabled={isBringing} onPress={() => submit()}>
                  {t('templates.save')}
                </Button>
                {template !== null && (
                  <Button
                    variant="quiet"
                    onPress={() =>
                      void archive(template.archivedAt === '' ? new Date(db.clock.nowMs()).toISOString() : '')
                    }
                  >
                    {t(template.archivedAt === '' ? 'templates.archive' : 'templates.offerAgain')}
                  </Button>
                )}
              </div>
            )}
            {template !== null && <ChangesOfRecord collection="templates" id={template.id} />}
          </Stack>
        </div>
      </Screen>
    </FieldNews>
  );
}
