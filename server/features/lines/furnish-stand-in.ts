/** The stand-in forgets with the process what the office remembers: its lines are there again, and connected. */
import type { Deps } from '../../deps';
import { EVENTS } from '../../gateways/whatsapp/evolution';
import type { StandInWhatsapp } from '../../gateways/whatsapp/stand-in/provider';
import { webhookUrlOf } from './line-webhook';
import { readLines } from './lines.store';

/** What a customer of the demo office writes back, by turns. */
const REPLIES = [
  'Merhaba, teşekkür ederim.',
  'Olur, bana uyar 👍',
  'Yarın öğleden sonra arayabilir misiniz?',
  'Fiyat teklifini de gönderirseniz sevinirim.',
  'Tamam, bekliyorum.',
] as const;
const REPLY_AFTER_MS = 4_000;
const STEP_MS = 900;
/** A picture is scanned by somebody after a while. */
const SCANNED_AFTER_MS = 8_000;

export async function furnishStandIn({ pool, config }: Pick<Deps, 'pool' | 'config'>, standIn: StandInWhatsapp) {
  for (const line of await readLines(pool)) {
    const url = webhookUrlOf(config, line);
    standIn.addLine(
      line.instance,
      { url, enabled: true, events: [...EVENTS] },
      line.state === 'open' ? 'open' : 'close',
    );
  }
  let turn = 0;
  standIn.behave({
    stepMs: STEP_MS,
    scannedAfterMs: SCANNED_AFTER_MS,
    reply: () => ({ text: REPLIES[(turn += 1) % REPLIES.length] ?? '', afterMs: REPLY_AFTER_MS }),
  });
}
