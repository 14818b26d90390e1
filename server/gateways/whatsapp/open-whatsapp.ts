/** What this process writes on WhatsApp with: the server it was given, or the stand-in on this machine. */
import type { WhatsappGateway } from './contract';
import { createEvolutionGateway } from './evolution';
import type { EvolutionSettings } from './evolution-http';
import { createStandInWhatsapp, type StandInWhatsapp } from './stand-in/provider';
import { STAND_IN_KEY, startStandInWhatsapp } from './stand-in/server';

export type WhatsappSettings =
  | ({ readonly provider: 'evolution' } & EvolutionSettings)
  | { readonly provider: 'stand-in' };
export type OpenedWhatsapp = {
  readonly whatsapp: WhatsappGateway;
  /** null: real people are at the other end. */
  readonly standIn: StandInWhatsapp | null;
  readonly close: () => Promise<void>;
};

export async function openWhatsapp(settings: WhatsappSettings): Promise<OpenedWhatsapp> {
  if (settings.provider === 'evolution') {
    const whatsapp = createEvolutionGateway(settings);
    return { whatsapp, standIn: null, close: () => whatsapp.close() };
  }
  const standIn = createStandInWhatsapp();
  const server = await startStandInWhatsapp(standIn);
  const whatsapp = createEvolutionGateway({ url: server.url, apiKey: STAND_IN_KEY });
  return { whatsapp, standIn, close: () => server.stop() };
}
