/** Netgsm's REST v2 as far as its library calls it: send, report, inbox. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer, Fate, StandInSms } from './provider';

const TURKEY_AHEAD_MS = 3 * 3_600_000;

const CODES: Readonly<Partial<Record<Answer, string>>> = { throttle: '80', reject: '20', paused: '30', error: '100' };
const STATUSES: Readonly<Record<Exclude<Fate, 'none'>, number>> = {
  delivered: 1,
  expired: 2,
  invalid: 3,
  blacklisted: 15,
  iys: 16,
};

export function answerNetgsm(
  request: IncomingMessage,
  response: ServerResponse,
  provider: StandInSms,
  body: Record<string, unknown>,
  counts: { posts: number },
): void {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://stand-in');
  const say = (code: string, more: Record<string, unknown> = {}) => {
    response.writeHead(code === '00' ? 200 : 406, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ code, description: code === '00' ? 'success' : 'refused', ...more }));
  };
  if (!/^Basic \S+$/.test(request.headers.authorization ?? '')) return say('30');
  if (pathname === '/sms/rest/v2/send') {
    counts.posts += 1;
    const [message] = (body['messages'] ?? []) as { msg: string; no: string }[];
    if (message === undefined || message.msg === '') return say('70');
    const { answer, id } = provider.take({
      to: message.no.startsWith('00') ? `+${message.no.slice(2)}` : `+90${message.no}`,
      from: String(body['msgheader']),
      text: message.msg,
      marks: { encoding: String(body['encoding'] ?? ''), iysfilter: String(body['iysfilter'] ?? '') },
    });
    const code = CODES[answer];
    if (code !== undefined) return say(code);
    if (answer === 'accept') return say('00', { jobid: id });
    request.socket.destroy();
    return;
  }
  if (pathname === '/sms/rest/v2/report') return report(provider, body, say);
  if (pathname === '/sms/rest/v2/inbox') return inbox(provider, searchParams, say);
  return say('70');
}

type Say = (code: string, more?: Record<string, unknown>) => void;

function report(provider: StandInSms, body: Record<string, unknown>, say: Say): void {
  const page = Number(body['pagenumber'] ?? 0);
  const size = Number(body['pagesize'] ?? 100);
  const jobs = ((body['jobids'] ?? []) as string[]).flatMap((jobid) => {
    const known = provider.fateOf(jobid);
    if (known === null || known.fate === 'none') return [];
    const { sms, fate } = known;
    return [{ jobid, number: sms.to.slice(1), status: STATUSES[fate], deliveredDate: written(Date.now()) }];
  });
  const some = jobs.slice(page * size, (page + 1) * size);
  return some.length === 0 ? say('60') : say('00', { jobs: some });
}

function inbox(provider: StandInSms, asked: URLSearchParams, say: Say): void {
  const [from, to] = [asked.get('startdate'), asked.get('stopdate')].map((text) => (text === null ? null : msOf(text)));
  const messages = provider.received
    .filter(({ at }) => from === null || to === null || (Date.parse(at) >= from! && Date.parse(at) < to! + 60_000))
    .map(({ from: sender, text, at }) => ({
      sender: sender.replace('+90', ''),
      receiver: '8508000000',
      message: text,
      datetime: written(Date.parse(at)),
    }));
  return messages.length === 0 ? say('40') : say('00', { messages });
}

const two = (value: number) => String(value).padStart(2, '0');

/** `dd.MM.yyyy HH:mm:ss` in Türkiye's time. */
function written(ms: number): string {
  const at = new Date(ms + TURKEY_AHEAD_MS);
  const day = `${two(at.getUTCDate())}.${two(at.getUTCMonth() + 1)}.${at.getUTCFullYear()}`;
  return `${day} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
}

/** Of `ddMMyyyyHHmm`. */
function msOf(text: string): number {
  const part = (from: number, to: number) => Number(text.slice(from, to));
  return Date.UTC(part(4, 8), part(2, 4) - 1, part(0, 2), part(8, 10), part(10, 12)) - TURKEY_AHEAD_MS;
}
