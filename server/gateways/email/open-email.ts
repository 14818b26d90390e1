/** What this process mails with: the account it was given, or the stand-in on this machine. */
import type { KeptMessages } from '../kept-messages';
import type { EmailGateway } from './contract';
import { createEventQueue, type EventQueue } from './event-queue';
import { createSesGateway, type SesSettings } from './ses';
import { createStandInProvider, type TakenMail } from './stand-in/provider';
import { startStandIn } from './stand-in/server';

export type OpenedEmail = {
  readonly email: EmailGateway;
  readonly emailEvents: EventQueue | null;
  readonly close: () => Promise<void>;
};
export type EmailSettings = Omit<SesSettings, 'credentials'> & {
  /** null: nobody has an account; mail stays on this machine. */
  readonly credentials: SesSettings['credentials'] | null;
  readonly eventsQueueUrl: string | null;
};

/** `kept`: where the stand-in leaves what it took. */
export async function openEmail(settings: EmailSettings, kept: KeptMessages<TakenMail>): Promise<OpenedEmail> {
  if (settings.credentials !== null) {
    const account = { ...settings, credentials: settings.credentials };
    const email = createSesGateway(account);
    const emailEvents = settings.eventsQueueUrl === null ? null : createEventQueue(account, settings.eventsQueueUrl);
    return {
      email,
      emailEvents,
      close: () => {
        email.close();
        emailEvents?.close();
        return Promise.resolve();
      },
    };
  }
  const provider = createStandInProvider({ onTaken: (mail) => kept.keep(mail.takenAtMs, mail.messageId, mail) });
  const standIn = await startStandIn(provider);
  const account: SesSettings = {
    ...settings,
    credentials: { accessKeyId: 'stand-in', secretAccessKey: 'stand-in' },
    endpoint: standIn.endpoint,
  };
  const email = createSesGateway(account);
  const emailEvents = createEventQueue(account, standIn.queueUrl);
  return {
    email,
    emailEvents,
    close: async () => {
      email.close();
      emailEvents.close();
      await standIn.stop();
      await kept.allWritten();
    },
  };
}
