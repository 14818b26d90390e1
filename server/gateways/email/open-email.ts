/** What this process mails with: the account it was given, or the stand-in on this machine. */
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
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

const KEPT_NAME = /^\d{13}-[\w-]+\.json$/;

/** `outboxDir`: where the stand-in leaves what it took, one file each. */
export async function openEmail(settings: EmailSettings, outboxDir: string): Promise<OpenedEmail> {
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
  const keeping = new Set<Promise<void>>();
  const provider = createStandInProvider({
    onTaken: (mail) => {
      const kept = keepMail(outboxDir, mail).finally(() => keeping.delete(kept));
      keeping.add(kept);
    },
  });
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
      await Promise.all(keeping);
    },
  };
}

async function keepMail(folder: string, mail: TakenMail): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `${String(mail.takenAtMs).padStart(13, '0')}-${mail.messageId}.json`);
  await writeFile(`${file}.partial`, JSON.stringify(mail), { mode: 0o600 });
  await rename(`${file}.partial`, file);
}

/** What the stand-in took, newest first. */
export async function readKeptMails(folder: string, most: number): Promise<TakenMail[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => KEPT_NAME.test(name));
  const newest = names.sort().reverse().slice(0, most);
  return Promise.all(
    newest.map(async (name) => JSON.parse(await readFile(path.join(folder, name), 'utf8')) as TakenMail),
  );
}

/** Null: there is none of this id. */
export async function readKeptMail(folder: string, messageId: string): Promise<TakenMail | null> {
  const mails = await readdir(folder).catch(() => []);
  const name = mails.find((one) => KEPT_NAME.test(one) && one.slice(14, -5) === messageId);
  return name === undefined ? null : (JSON.parse(await readFile(path.join(folder, name), 'utf8')) as TakenMail);
}
