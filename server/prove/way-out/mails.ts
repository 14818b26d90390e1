/** Mails as they left, read by a parser that is not ours. */
import PostalMime from 'postal-mime';
import { readableMailbox } from '../../gateways/email/ses';
import { rawMail } from '../../test/raw-mail';
import { recipients, type World } from './world';

const TEXT = 'Merhaba,\n\nÇağrımız açıldı: ıİğĞşŞöÖüÜçÇ.';
const LINK = /https:\/\/[^\s"<>]+\/u\/[A-Za-z0-9_-]+/g;
const ADDRESS = /[\w.+-]+@[\w-]+\.[\w.]+/g;

export async function readMails(world: World, count: number): Promise<void> {
  const { out, problems } = world;
  const all = await recipients(world, 'alici', count);
  const content = { subject: 'Güz dönemi başlıyor', text: TEXT, replyTo: 'yanit@saha.example', fromName: 'Işıl Çağ' };
  for (const { address } of all) await out.send(address, { content });
  while ((await out.carry()) === 0);
  const links = new Set<string>();
  const missing = new Set(all.map(({ address }) => address));
  for (const mail of out.provider.taken) {
    const parsed = await PostalMime.parse(rawMail(mail));
    const [to] = parsed.to ?? [];
    const say = (what: string) => problems.push(`the mail to ${to?.address}: ${what}`);
    if (parsed.to?.length !== 1 || !missing.delete(to?.address ?? '')) say('not one recipient, or written to twice');
    if ((parsed.cc ?? []).length + (parsed.bcc ?? []).length > 0) say('others can see it');
    if (parsed.subject !== content.subject) say(`its subject is ${parsed.subject}`);
    if (!(parsed.from?.name ?? '').startsWith('Işıl Çağ')) say(`its sender is ${readableMailbox(mail.from)}`);
    const headers = parsed.headers.filter(({ key }) => key.startsWith('list-unsubscribe'));
    const valueOf = (key: string) => headers.filter((one) => one.key === key).map(({ value }) => value);
    const [way, ...others] = valueOf('list-unsubscribe');
    const link = /^<(https:\/\/[^<>@]+\/u\/[A-Za-z0-9_-]+)>$/.exec(way ?? '')?.[1] ?? '';
    if (link === '' || others.length > 0 || links.has(link)) say(`its way out is ${way}`);
    links.add(link);
    if (valueOf('list-unsubscribe-post').join() !== 'List-Unsubscribe=One-Click') say('it has no one-click way out');
    for (const [kind, body] of [
      ['text', parsed.text ?? ''],
      ['html', parsed.html ?? ''],
    ] as const) {
      if (!body.includes('ıİğĞşŞöÖüÜçÇ')) say(`its ${kind} has lost letters`);
      if ((body.match(LINK) ?? []).join() !== link) say(`its ${kind} has another way out`);
      if ((body.match(ADDRESS) ?? []).length > 0) say(`its ${kind} names an address`);
    }
  }
  world.counts['mailsRead'] = out.provider.taken.length;
  world.counts['waysOut'] = links.size;
  if (missing.size > 0) problems.push(`${missing.size} of ${count} mails never left`);
}
