/** What the stand-ins took instead of sending it, to be read. Not there where mail really leaves. */
import { Hono, type MiddlewareHandler } from 'hono';
import type { Deps } from '../deps';
import { resolveSession } from '../features/auth/resolve-session';
import type { TakenMail } from '../gateways/email/stand-in/provider';
import { readableMailbox } from '../gateways/email/ses';
import { readKept, readOneKept } from '../gateways/kept-messages';
import type { TakenSms } from '../gateways/sms/stand-in/provider';
import { outboxFolders } from '../outbox-folders';
import { codedAnswer } from './coded-answer';
import { requestFacts } from './request-facts';

const SHOWN = 200;
const STYLE = `:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:24px 16px}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:8px;border-bottom:1px solid #8886;vertical-align:top}
pre{white-space:pre-wrap;overflow-wrap:anywhere;padding:12px;border:1px solid #8886;border-radius:8px}
iframe{width:100%;height:32rem;border:1px solid #8886;border-radius:8px;background:Canvas}a{color:LinkText}`;

const escaped = (value: string) => value.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
const page = (title: string, body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title><style>${STYLE}</style></head><body>${body}</body></html>`;

export function devOutbox(deps: Deps): Hono {
  const routes = new Hono();
  const folders = outboxFolders(deps.config.dataDir);
  const guard: MiddlewareHandler = async (c, next) => {
    if (deps.config.mail.credentials !== null) return codedAnswer(c, 'request.unknown', 404);
    const caller = await resolveSession(deps, requestFacts(c, deps.config).cookies);
    if (caller === null || !('member' in caller)) return codedAnswer(c, 'auth.required', 401);
    if (caller.member?.role !== 'admin') return codedAnswer(c, 'auth.forbidden', 403);
    await next();
    c.header('Cache-Control', 'no-store');
  };
  routes.use('/dev/outbox', guard);
  routes.use('/dev/outbox/*', guard);
  routes.get('/dev/outbox', async (c) =>
    c.html(listPage(await readKept(folders.email, SHOWN), await readKept(folders.sms, SHOWN))),
  );
  routes.get('/dev/outbox/:id', async (c) => {
    const mail = await readOneKept<TakenMail>(folders.email, c.req.param('id'));
    return mail === null ? codedAnswer(c, 'request.unknown', 404) : c.html(mailPage(mail));
  });
  return routes;
}

function listPage(mails: readonly TakenMail[], texts: readonly TakenSms[]): string {
  const rows = mails.map(
    ({ messageId, takenAtMs, to, subject, tags }) =>
      `<tr><td>${new Date(takenAtMs).toISOString()}</td><td>${escaped(to.join(', '))}</td><td>${escaped(tags['purpose'] ?? '')}</td>
<td><a href="/dev/outbox/${encodeURIComponent(messageId)}">${escaped(subject)}</a></td></tr>`,
  );
  const smsRows = texts.map(
    ({ takenAtMs, to, text }) =>
      `<tr><td>${new Date(takenAtMs).toISOString()}</td><td>${escaped(to)}</td><td><pre>${escaped(text)}</pre></td></tr>`,
  );
  return page(
    'Outbox',
    `<h1>Outbox</h1><p>Nothing here left this machine. The newest ${SHOWN} are shown.</p>
<h2>E-mail</h2><table><thead><tr><th>When</th><th>To</th><th>Purpose</th><th>Subject</th></tr></thead>
<tbody>${rows.join('')}</tbody></table>
<h2>SMS</h2><table><thead><tr><th>When</th><th>To</th><th>Text</th></tr></thead><tbody>${smsRows.join('')}</tbody></table>`,
  );
}

/** What is attached, to be opened. */
const filesOf = ({ attachments = [] }: Partial<TakenMail>) =>
  attachments
    .map(
      ({ fileName, type, data }) =>
        `<p><a download="${escaped(fileName)}" href="data:${escaped(type)};base64,${escaped(data)}">${escaped(fileName)}</a></p>`,
    )
    .join('');

function mailPage(mail: TakenMail): string {
  const lines = [
    ['From', readableMailbox(mail.from)],
    ['To', mail.to.join(', ')],
    ['Reply-To', mail.replyTo],
    ['Subject', mail.subject],
    ...mail.headers,
    ...Object.entries(mail.tags).map(([name, value]) => [`tag ${name}`, value] as const),
  ];
  return page(
    mail.subject,
    `<p><a href="/dev/outbox">Outbox</a></p><h1>${escaped(mail.subject)}</h1>
<table><tbody>${lines.map(([name, value]) => `<tr><th>${escaped(name ?? '')}</th><td>${escaped(value ?? '')}</td></tr>`).join('')}</tbody></table>
${filesOf(mail)}<h2>Text</h2><pre>${escaped(mail.text)}</pre>${
      mail.html === null ? '' : `<h2>HTML</h2><iframe sandbox title="HTML" srcdoc="${escaped(mail.html)}"></iframe>`
    }`,
  );
}
