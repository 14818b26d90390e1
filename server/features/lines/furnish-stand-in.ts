/** The stand-in forgets with the process what the office remembers: its lines are there again, and connected. */
import type { Deps } from '../../deps';
import { EVENTS } from '../../gateways/whatsapp/evolution';
import type { StandInWhatsapp } from '../../gateways/whatsapp/stand-in/provider';
import { demoBehaviour } from './demo-behaviour';
import { webhookUrlOf } from './line-webhook';
import { readLines } from './lines.store';

export async function furnishStandIn({ pool, config }: Pick<Deps, 'pool' | 'config'>, standIn: StandInWhatsapp) {
  for (const line of await readLines(pool)) {
    const url = webhookUrlOf(config, line);
    standIn.addLine(
      line.instance,
      { url, enabled: true, events: [...EVENTS] },
      line.state === 'open' ? 'open' : 'close',
    );
  }
  standIn.behave(demoBehaviour());
}
