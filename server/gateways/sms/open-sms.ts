/** What this process sends SMS with: the account it was given, or the stand-in on this machine. */
import { createEventQueue } from '../email/event-queue';
import type { KeptMessages } from '../kept-messages';
import type { AwsSmsSettings } from './aws';
import type { SmsGateway } from './contract';
import { createNetgsmGateway, type NetgsmSettings } from './netgsm';
import { createStandInSms, type StandInSms, type TakenSms } from './stand-in/provider';
import { startStandInSms } from './stand-in/server';

export type SmsSettings =
  | ({ readonly provider: 'netgsm' } & NetgsmSettings)
  | ({ readonly provider: 'aws'; readonly eventsQueueUrl: string | null } & AwsSmsSettings)
  | { readonly provider: 'stand-in' };

export type OpenedSms = {
  readonly sms: SmsGateway;
  /** null: a real account, whose customers answer by themselves. */
  readonly standIn: StandInSms | null;
  readonly close: () => Promise<void>;
};

/** `kept`: where the stand-in leaves what it took. */
export async function openSms(settings: SmsSettings, kept: KeptMessages<TakenSms>): Promise<OpenedSms> {
  const opened = (sms: SmsGateway): OpenedSms => ({
    sms,
    standIn: null,
    close: () => Promise.resolve(sms.close()),
  });
  if (settings.provider === 'netgsm') return opened(createNetgsmGateway(settings));
  if (settings.provider === 'aws') {
    const events =
      settings.eventsQueueUrl === null
        ? null
        : createEventQueue({ ...settings, configurationSets: null }, settings.eventsQueueUrl);
    const { createAwsSmsGateway } = await import('./aws');
    return opened(createAwsSmsGateway(settings, events));
  }
  const standIn = createStandInSms({ onTaken: (sms) => kept.keep(sms.takenAtMs, sms.id, sms) });
  const server = await startStandInSms(standIn);
  const account = { username: 'stand-in', password: 'stand-in', header: 'SAHA', endpoint: server.endpoint };
  const sms = createNetgsmGateway(account);
  return {
    sms,
    standIn,
    close: async () => {
      sms.close();
      await server.stop();
      await kept.allWritten();
    },
  };
}
