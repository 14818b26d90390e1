import { Netgsm } from '@netgsm/sms';
import { createHash } from 'node:crypto';
import { isAdvertising } from '../../../sync/rules/consent';
import { measureSms } from '../../../sync/rules/sms-text';
import type { IncomingSms, Sms, SmsGateway, SmsReport } from './contract';
import { UNREACHED, type Outcome } from '../outcome';

export type NetgsmSettings = {
  readonly username: string;
  readonly password: string;
  /** The registered name that shows as the sender. */
  readonly header: string;
  /** null: Netgsm's own. */
  readonly endpoint: string | null;
};

const ANSWER_TIMEOUT_MS = 12_000;
const SLOW_DOWN_MS = 10_000;
/** More than 20 tasks to one number within a minute. */
const SAME_NUMBER_MS = 60_000;
const PAUSE_MS = 5 * 60_000;
/** Job numbers of one question; ten questions a minute are answered. */
const ASKED_AT_ONCE = 200;
const PAGE_SIZE = 200;
const TURKEY = '+90';
/** Netgsm's clock is Türkiye's, which is three hours ahead all year. */
const TURKEY_AHEAD_MS = 3 * 3_600_000;

/** İYS checks those with a filter, by recipients who are persons (Netgsm REST v2, `iysfilter`). */
const IYS_PERSONS = '11';
const IYS_NONE = '0';

/** What `send` answers instead of `00` (enum SendSmsErrorCode of @netgsm/sms 1.1.11). */
const REFUSALS: Readonly<Record<string, Outcome>> = {
  '20': { kind: 'rejected', reason: 'content_rejected', code: '20' },
  '30': { kind: 'paused', retryAfterMs: PAUSE_MS, code: '30' },
  '40': { kind: 'paused', retryAfterMs: PAUSE_MS, code: '40' },
  '50': { kind: 'paused', retryAfterMs: PAUSE_MS, code: '50' },
  '51': { kind: 'paused', retryAfterMs: PAUSE_MS, code: '51' },
  '70': { kind: 'rejected', reason: 'rejected', code: '70' },
  '80': { kind: 'throttled', retryAfterMs: SLOW_DOWN_MS, code: '80' },
  '85': { kind: 'throttled', retryAfterMs: SAME_NUMBER_MS, code: '85' },
};

/** What a report's number means (enum SmsStatus of @netgsm/sms 1.1.11; 1.1.10 numbered otherwise). */
const STATUSES: Readonly<Record<number, Pick<SmsReport, 'state' | 'reason' | 'suppress'>>> = {
  1: { state: 'delivered', reason: '', suppress: null },
  2: { state: 'bounced', reason: 'soft_bounce', suppress: null },
  3: { state: 'bounced', reason: 'hard_bounce', suppress: 'bounced' },
  4: { state: 'failed', reason: 'rejected', suppress: null },
  11: { state: 'bounced', reason: 'soft_bounce', suppress: null },
  12: { state: 'bounced', reason: 'soft_bounce', suppress: null },
  // Twenty of them to one number in a minute: this one did not go.
  13: { state: 'failed', reason: 'rejected', suppress: null },
  14: { state: 'failed', reason: 'provider_paused', suppress: null },
  15: { state: 'bounced', reason: 'provider_suppressed', suppress: 'stopped' },
  16: { state: 'failed', reason: 'iys', suppress: 'iys' },
  17: { state: 'failed', reason: 'iys', suppress: 'iys' },
};

/** Netgsm by its own library. One call is one POST; what it does not answer stays for a person to decide. */
export function createNetgsmGateway(settings: NetgsmSettings): SmsGateway {
  const client = new Netgsm({ username: settings.username, password: settings.password, appname: 'saha' });
  // The library has no setting for where it calls.
  if (settings.endpoint !== null) Object.assign(client, { baseURL: settings.endpoint });
  return {
    name: 'netgsm',
    hasTurkish: true,
    async send(sms) {
      try {
        const { jobid } = await inTime(client.sendRestSms(payloadFor(sms, settings.header)));
        return jobid === undefined || jobid === ''
          ? { kind: 'unknown', code: 'no jobid' }
          : { kind: 'accepted', providerId: jobid };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    async listen(open, since) {
      const reports: SmsReport[] = [];
      for (let at = 0; at < open.length; at += ASKED_AT_ONCE)
        reports.push(...(await readReports(client, open.slice(at, at + ASKED_AT_ONCE))));
      return { reports, incoming: await readInbox(client, since), done: () => Promise.resolve() };
    },
    close: () => undefined,
  };
}

function payloadFor({ to, text, purpose }: Sms, msgheader: string) {
  return {
    msgheader,
    ...(measureSms(text, true).spelling === 'gsm' ? {} : { encoding: 'TR' }),
    iysfilter: isAdvertising(purpose) ? IYS_PERSONS : IYS_NONE,
    messages: [{ msg: text, no: to.startsWith(TURKEY) ? to.slice(TURKEY.length) : `00${to.slice(1)}` }],
  };
}

/** The library sets no limit of its own; what comes after it is not listened to. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })), ANSWER_TIMEOUT_MS);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}

type Thrown = { status?: number; code?: string; cause?: { code?: string } };

function outcomeOf(error: unknown): Outcome {
  const { status, code = '', cause } = (error ?? {}) as Thrown;
  const unreached = cause?.code ?? '';
  if (UNREACHED.has(unreached)) return { kind: 'paused', retryAfterMs: SLOW_DOWN_MS, code: unreached };
  if (status === 401 || status === 403) return { kind: 'paused', retryAfterMs: PAUSE_MS, code: String(status) };
  if (status === 429) return { kind: 'throttled', retryAfterMs: SLOW_DOWN_MS, code: '429' };
  return REFUSALS[code] ?? { kind: 'unknown', code: code === '' ? unreached || 'no answer' : code };
}

async function readReports(client: Netgsm, bulkIds: readonly string[]): Promise<SmsReport[]> {
  const found: SmsReport[] = [];
  for (let pageNumber = 0; ; pageNumber += 1) {
    const jobs = await inTime(client.getReport({ bulkIds: [...bulkIds], pageNumber, pageSize: PAGE_SIZE })).then(
      (answer) => answer.jobs ?? [],
      (error: unknown) => {
        // 60: there is nothing to list.
        if ((error as Thrown).code === '60') return [];
        throw asError(error);
      },
    );
    for (const { jobid, number, status, deliveredDate = '' } of jobs) {
      const said = STATUSES[status];
      if (said !== undefined)
        found.push({ ...said, deliveryId: '', providerId: jobid, to: e164(number), at: instantOf(deliveredDate) });
    }
    if (jobs.length < PAGE_SIZE) return found;
  }
}

/** With dates given a message is listed as often as one asks; without, only once. */
async function readInbox(client: Netgsm, since: string): Promise<IncomingSms[]> {
  const now = Date.now();
  const { messages = [] } = await inTime(
    client.getInbox({ startdate: turkishDate(Date.parse(since)), stopdate: turkishDate(now + 60_000) }),
  ).catch((error: unknown) => {
    // 40: there is nothing to show.
    if ((error as Thrown).code === '40') return { messages: [] };
    throw asError(error);
  });
  return messages.map(({ sender, message, datetime }) => ({
    id: createHash('sha256').update(`${sender}\0${datetime}\0${message}`).digest('hex'),
    from: e164(sender),
    text: message,
    at: instantOf(datetime),
  }));
}

const asError = (error: unknown) =>
  error instanceof Error ? error : new Error(`Netgsm answered ${(error as Thrown).code ?? 'nothing'}`);

/** `5321234567`, `05321234567`, `905321234567` and `00…` are written by different parts of the service. */
function e164(number: string): string {
  const digits = number.replace(/\D/g, '');
  if (digits.startsWith('00')) return `+${digits.slice(2)}`;
  if (digits.startsWith('0')) return `${TURKEY}${digits.slice(1)}`;
  return digits.length === 10 ? `${TURKEY}${digits}` : `+${digits}`;
}

const two = (value: number) => String(value).padStart(2, '0');

/** `ddMMyyyyHHmm` in Türkiye's time. */
function turkishDate(ms: number): string {
  const at = new Date(ms + TURKEY_AHEAD_MS);
  const day = `${two(at.getUTCDate())}${two(at.getUTCMonth() + 1)}${at.getUTCFullYear()}`;
  return `${day}${two(at.getUTCHours())}${two(at.getUTCMinutes())}`;
}

/** `dd.MM.yyyy HH:mm:ss` in Türkiye's time, as an instant; now, where it is written otherwise. */
function instantOf(written: string): string {
  const [, day, month, year, hour, minute, second = '0'] =
    /^(\d{2})[./-](\d{2})[./-](\d{4})[ T](\d{2}):(\d{2})(?::(\d{2}))?$/.exec(written.slice(0, 24)) ?? [];
  if (day === undefined) return new Date().toISOString();
  const ms = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return new Date(ms - TURKEY_AHEAD_MS).toISOString();
}
