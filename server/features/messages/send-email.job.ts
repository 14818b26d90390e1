import type { Deps } from '../../deps';
import { MAX_MAIL_FILE_BYTES } from '../../../sync/rules/file-types';
import type { Job } from '../../lib/job';
import type { EmailGateway } from '../../gateways/email/contract';
import { filesToSend } from '../chat/outgoing-file';
import type { ClaimedDelivery } from '../deliveries/delivery';
import { dispatchDeliveries } from '../deliveries/dispatch-deliveries';
import { handOverOf, type HandOver } from '../deliveries/hand-over';
import { setSendingRate } from '../deliveries/set-sending-rate';
import { attachmentOf } from './attached-file';
import { renderEmail } from './render-email';
import { Unwritable } from './unwritable';

const FILE_MS = 15_000;
const QUOTA_EVERY_MS = 10 * 60_000;
/** When each gateway was asked last, by this process's own clock. */
const askedAtMs = new WeakMap<EmailGateway, number>();

/** Carries what waits to be mailed. */
export const sendEmailJob: Job = {
  name: 'send-email',
  everyMs: 60_000,
  run: async (deps, signal) => {
    await followQuota(deps);
    return dispatchDeliveries(deps, 'email', (delivery) => carry(deps, delivery), signal);
  },
};

/** As fast as the account may, no faster: asked now and then, in whichever process gets to it. */
async function followQuota({ email, pool }: Deps): Promise<void> {
  const nowMs = performance.now();
  if (nowMs - (askedAtMs.get(email) ?? -Infinity) < QUOTA_EVERY_MS) return;
  const quota = await email.quota();
  if (quota === null || quota.perSecond <= 0) return;
  askedAtMs.set(email, nowMs);
  await setSendingRate({ pool }, 'email', quota.perSecond);
}

async function carry(deps: Deps, delivery: ClaimedDelivery): Promise<HandOver> {
  const files = await filesToSend(deps, delivery.messageId);
  const never = files.find(({ kind }) => kind === 'never');
  if (never?.kind === 'never') return { kind: 'failed', reason: never.reason };
  if (files.some(({ kind }) => kind === 'waits'))
    return { kind: 'postponed', reason: 'file_waiting', afterMs: FILE_MS };
  const there = files.flatMap((file) => (file.kind === 'there' ? [file] : []));
  if (there.reduce((sum, { delivered }) => sum + delivered.size, 0) > MAX_MAIL_FILE_BYTES)
    return { kind: 'failed', reason: 'file_too_large' };
  const mail = await renderEmail(deps, delivery)
    .then(async (written) =>
      there.length === 0
        ? written
        : { ...written, attachments: await Promise.all(there.map(({ outgoing }) => attachmentOf(outgoing))) },
    )
    .catch((error: unknown) => {
      if (!(error instanceof Unwritable)) throw error;
      deps.log.error({ err: error, deliveryId: delivery.id }, 'a mail could not be written');
      return null;
    });
  if (mail === null) return { kind: 'failed', reason: 'content_failed' };
  const outcome = await deps.email.send(mail);
  if (outcome.kind === 'paused' || outcome.kind === 'rejected' || outcome.kind === 'unknown')
    deps.log.warn({ deliveryId: delivery.id, outcome: outcome.kind, code: outcome.code }, 'a mail was not taken');
  return handOverOf(outcome, deps.email.name);
}
