import { useRef, useState, type FormEvent } from 'react';
import { MAX_MESSAGE_LENGTH, MAX_SUBJECT_LENGTH } from '../../../sync/collections/message';
import type { TemplateFile } from '../../../sync/collections/template';
import { useSubmit } from '../../api/use-submit';
import { useDatabase } from '../../database/database-context';
import type { StoredCustomer } from '../../database/saha-database';
import { useText } from '../../i18n/use-text';
import { useLooseDraft } from '../../shell/loose-drafts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextArea, TextField } from '../../ui/text-field';
import { isStopped, reachWords } from '../consent/reach-words';
import { addressOf, useReach } from '../consent/use-reach';
import { customerName } from '../customers/customer-name';
import { usePhoneWords } from '../customers/use-phone-words';
import { useSettings } from '../settings/settings-context';
import { MissingValues } from '../templates/missing-values';
import { TemplatePicker } from '../templates/template-picker';
import styles from './compose-dialog.module.css';
import { CarriedList } from './carried-list';
import { MailFile, useMailFile } from './mail-file';
import { SmsCounter } from './sms-counter';
import { writeFilled } from './write-filled';
import { closedOn, problemOf, type WritingProblem } from './writing-problem';

const FORM = 'message';

export type ComposeChannel = 'email' | 'sms';

type Written = { subject: string; body: string; carried: readonly TemplateFile[] };

/**
 * One e-mail or SMS of one person to one customer, in plain text. Without network it waits on the device like any edit.
 */
export default function ComposeDialog({
  customer,
  channel,
  onClose,
}: {
  customer: StoredCustomer;
  channel: ComposeChannel;
  onClose: () => void;
}) {
  const t = useText();
  const phoneWords = usePhoneWords();
  const db = useDatabase();
  const { sms } = useSettings();
  const [subject, setSubject] = useState('');
  const [body, setBody] = useState('');
  const [templateId, setTemplateId] = useState('');
  const [carried, setCarried] = useState<readonly TemplateFile[]>([]);
  // What a template took the place of, as long as nothing was typed since.
  const [replaced, setReplaced] = useState<Written | null>(null);
  const draft = useLooseDraft<Omit<Written, 'carried'> & Partial<Written>>(
    channel === 'email' ? `message:${customer.id}` : `message-sms:${customer.id}`,
    (found) => {
      setSubject(found.subject);
      setBody(found.body);
      setCarried(found.carried ?? []);
    },
  );
  const missing = useRef<HTMLFieldSetElement>(null);
  const file = useMailFile(customer.id, carried);
  const reach = useReach(customer).find((one) => one.channel === channel)?.reach ?? null;
  const isClosed = isStopped(reach);
  const address = addressOf(customer, channel);
  const type = (next: Partial<Written>) => {
    const values = { subject, body, carried, ...next };
    setReplaced(null);
    setSubject(values.subject);
    setBody(values.body);
    setCarried(values.carried);
    forgetProblem();
    draft.keep(values);
  };
  const putBack = (before: Written) => {
    type(before);
    setTemplateId('');
    document.getElementById(FORM)?.querySelector('textarea')?.focus();
  };
  const {
    isPending,
    refusal: problem,
    forgetRefusal: forgetProblem,
    submit,
  } = useSubmit<WritingProblem>(
    async () => {
      if (channel === 'email' && file.send !== null) await file.send(db, { subject, body, templateId, carried });
      else
        await writeFilled(db, customer.id, {
          channel,
          subject: channel === 'email' ? subject : '',
          body,
          templateId,
          carried,
        });
      draft.drop();
      onClose();
      return t(`messages.compose.queued.${channel}`);
    },
    {
      check: () => {
        const wrong = problemOf(channel, subject.trim(), body.trim(), sms.carrierHasTurkish);
        if (wrong === 'unfilled') missing.current?.querySelector('input')?.focus();
        return wrong;
      },
      refusalOf: () => 'store',
    },
  );
  const send = (event: FormEvent) => {
    event.preventDefault();
    // Both are said where they stand.
    if (!isClosed && !(channel === 'email' && file.isTooLarge)) submit();
  };
  // Too long the field says by itself.
  const bodyProblem =
    problem === 'body' || problem === 'link' || problem === 'long' || problem === 'unfilled'
      ? BODY_PROBLEMS[problem]
      : null;
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t(`messages.compose.title.${channel}`, { name: customerName(customer, t) })}
      isDismissable={false}
      footer={
        <Button type="submit" form={FORM} variant="primary" isDisabled={isClosed} isPending={isPending}>
          {t('messages.compose.send')}
        </Button>
      }
    >
      <form id={FORM} onSubmit={send} noValidate className={styles.form}>
        <p className={styles.to}>
          {t('messages.compose.to', { address: channel === 'email' ? customer.email : phoneWords(address) })}{' '}
          {channel === 'email'
            ? t('messages.compose.replies', { email: db.me.email })
            : t('messages.compose.repliesHere')}
        </p>
        <div className={styles.ready}>
          <TemplatePicker
            customer={customer}
            channel={channel}
            takesFiles={channel === 'email'}
            onPick={(text, id, files) => {
              type({ ...text, carried: files });
              setTemplateId(id);
              if (body !== '') setReplaced({ subject, body, carried });
            }}
          />
          <p role="status" className={styles.replaced}>
            {replaced !== null && (
              <>
                {t('templates.picked')}{' '}
                <Button variant="quiet" onPress={() => putBack(replaced)}>
                  {t('templates.undo')}
                </Button>
              </>
            )}
          </p>
        </div>
        <MissingValues ref={missing} subject={subject} body={body} onFill={type} />
        {isClosed && (
          <p role="alert" className={styles.closed}>
            {t(closedOn(channel), { reason: reachWords(reach, t, channel) })}
          </p>
        )}
        {channel === 'email' && (
          <TextField
            label={t('messages.field.subject')}
            value={subject}
            onChange={(value) => type({ subject: value })}
            error={problem === 'subject' ? t('messages.compose.subjectMissing') : undefined}
            maxLength={MAX_SUBJECT_LENGTH}
            autoComplete="off"
            autoCapitalize="sentences"
            autoFocus
            isRequired
          />
        )}
        <TextArea
          label={t('messages.field.body')}
          value={body}
          onChange={(value) => type({ body: value })}
          error={bodyProblem === null ? undefined : t(bodyProblem)}
          maxLength={MAX_MESSAGE_LENGTH}
          className={channel === 'email' ? styles.text : styles.short}
          autoFocus={channel === 'sms'}
          isRequired
        />
        {channel === 'email' && carried.length > 0 && (
          <CarriedList files={carried} onRemove={(id) => type({ carried: carried.filter((each) => each.id !== id) })} />
        )}
        {channel === 'email' && <MailFile file={file} />}
        {channel === 'sms' && <SmsCounter text={body} onChange={(value) => type({ body: value })} />}
        {problem === 'store' && (
          <p role="alert" className={styles.closed}>
            {t('messages.notStored')}
          </p>
        )}
      </form>
    </Dialog>
  );
}

const BODY_PROBLEMS = {
  body: 'messages.compose.bodyMissing',
  link: 'messages.sms.link',
  long: 'messages.sms.long',
  unfilled: 'messages.compose.unfilled',
} as const;
