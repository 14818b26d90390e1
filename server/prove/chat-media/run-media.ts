/** Files with messages, in both directions, through everything that happens to them. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { conversationIdOf } from '../../../sync/collections/conversation';
import { fetchFilesJob } from '../../features/chat/fetch-files.job';
import { receiveUpload } from '../../features/files/receive-upload';
import type { Deps } from '../../deps';
import { WhatsappError } from '../../gateways/whatsapp/contract';
import type { ProofResult } from '../prove-with';
import { Random } from '../../../prisma/factories/random';
import { Carrying } from './carrying';
import { Contents, type Content } from './contents';
import { judge, type Coming, type Going } from './judge';
import { watchMemory } from './memory';
import { openMediaOffice, type MediaOffice } from './media-office';

/** `blind-resend`: what nobody knows is simply tried again; `forget-file`: one that came is taken for fetched. */
export const MEDIA_BREAKAGES = ['blind-resend', 'forget-file'] as const;
export type MediaOptions = {
  readonly seed: number;
  readonly messages: number;
  readonly breakage: (typeof MEDIA_BREAKAGES)[number] | null;
  readonly say: (line: string) => void;
  /** With what is long: it takes its time. */
  readonly isLarge: boolean;
};
const ROUNDS_AT_THE_END = 40;
const PATIENCE_MS = 20_000;
class Death extends Error {}

/** `base`: an office that was migrated and holds nothing else. */
export async function runMedia(base: Deps, options: MediaOptions): Promise<ProofResult> {
  const office = await openMediaOffice(base);
  const folder = await mkdtemp(path.join(tmpdir(), 'saha-media-'));
  try {
    return await new Media(options, office, folder).run();
  } finally {
    await office.line.close();
    await rm(folder, { recursive: true, force: true });
  }
}

class Media {
  readonly #random: Random;
  readonly #going: Going[] = [];
  readonly #coming: Coming[] = [];
  readonly #waiting: { fileId: string; content: Content }[] = [];
  readonly #counts = { deaths: 0, brought: 0 };
  readonly #carrying: Carrying;

  constructor(
    private readonly options: MediaOptions,
    private readonly office: MediaOffice,
    private readonly folder: string,
  ) {
    this.#random = new Random(options.seed);
    this.#carrying = new Carrying(
      office.line,
      this.#random,
      options.breakage === 'blind-resend',
      options.isLarge ? 4_000 : 700,
    );
  }

  async run(): Promise<ProofResult> {
    const { messages, isLarge, say } = this.options;
    const { line, device } = this.office;
    const contents = await Contents.make(this.#random, isLarge);
    const memory = watchMemory();
    this.#carrying.misbehave();
    for (let at = 0; at < messages;) {
      for (let left = this.#random.between(3, 8); left > 0 && at < messages; left -= 1, at += 1) {
        const content = contents.next(at, isLarge);
        if (this.#random.chance(0.5)) this.#send(content);
        else this.#receive(content);
      }
      await device.push('conversations');
      // Whichever gets through first.
      for (const noun of this.#random.chance(0.5) ? (['messages', 'files'] as const) : (['files', 'messages'] as const))
        await device.push(noun);
      await this.#bring(this.#random.between(0, 4));
      await this.#carrying.carry();
      await this.#fetch(true);
      say(`${at} messages, ${line.standIn.sent.length} taken, ${this.#waiting.length} without their bytes`);
    }
    await this.#end();
    const extraMb = memory.stop();
    const problems = await judge(line, this.#going, this.#coming);
    if (extraMb > 150) problems.push(`the server's memory grew by ${extraMb} MB`);
    return {
      problems,
      counts: {
        messages,
        out: this.#going.length,
        in: this.#coming.length,
        taken: line.standIn.sent.length,
        extraMb,
        ...this.#counts,
        ...this.#carrying.counts,
      },
    };
  }

  #send(content: Content): void {
    const { device, customers } = this.office;
    const { id: customerId, phone } = this.#random.pick(customers);
    const createdAt = new Date().toISOString();
    const by = { customerId, createdBy: device.memberId, createdAt };
    const conversationId = conversationIdOf('whatsapp', customerId);
    if (device.get('conversations', conversationId) === undefined)
      device.create('conversations', { ...by, channel: 'whatsapp' }, conversationId);
    const body = content.kind === 'audio' ? '' : this.#random.pick(['', '', 'ekte', 'teklifimiz']);
    const fileId = this.office.line.deps.newId();
    const rest = { subject: '', cancelledAt: '', releasedAt: '', direction: 'out', channel: 'whatsapp' };
    const id = device.create('messages', { ...by, ...rest, conversationId, body, fileId, kind: content.kind });
    const about = { conversationId, appointmentId: '', note: '', labels: [], source: 'upload', deletedAt: '' };
    device.create('files', { ...by, ...about, messageId: id, name: content.name }, fileId);
    this.#going.push({ id, phone, body, content });
    this.#waiting.push({ fileId, content });
  }

  #receive(content: Content): void {
    const { line, customers } = this.office;
    const { phone } = this.#random.pick(customers);
    const { kind, mime: mimetype, name: fileName, size, pieces } = content;
    // Some say how long it is, some do not.
    const fileLength = this.#random.chance(0.5) ? size : 0;
    const message = { [`${kind}Message`]: { mimetype, fileLength, ...(kind === 'document' ? { fileName } : {}) } };
    const file = { mimetype, fileName, pieces };
    this.#coming.push({ keyId: line.standIn.receive(line.instance, { from: phone, message, file }), content });
  }

  /** The first of those that wait come to the office, as uploads do. */
  async #bring(most: number): Promise<void> {
    for (const { fileId, content } of this.#waiting.splice(0, most)) {
      const place = path.join(this.folder, fileId);
      await pipeline(Readable.from(content.pieces()), createWriteStream(place));
      await receiveUpload(this.office.line.deps, fileId, place);
      await rm(place);
      this.#counts.brought += 1;
    }
  }

  async #fetch(isDangerous: boolean): Promise<void> {
    const { deps } = this.office.line;
    const dies = (chance: number) => isDangerous && this.#random.chance(chance);
    const die = (): never => {
      this.#counts.deaths += 1;
      throw new Death();
    };
    const mortal: Deps = {
      ...deps,
      whatsapp: {
        ...deps.whatsapp,
        file: async (...about) => {
          if (dies(0.1)) throw new WhatsappError('refused', '500');
          if (dies(0.03)) throw new WhatsappError('unreachable', 'ECONNREFUSED');
          return deps.whatsapp.file(...about);
        },
      },
      withinOffice: async (...about) => {
        if (dies(0.05)) die();
        await deps.withinOffice(...about);
        if (dies(0.05)) die();
      },
      writeAsOffice: async (...about) => (dies(0.05) ? die() : deps.writeAsOffice(...about)),
    };
    if (this.options.breakage === 'forget-file')
      await deps.pool.query(
        `UPDATE chat_messages SET file_state = 'done' WHERE (line_id, key_id) IN
           (SELECT line_id, key_id FROM chat_messages WHERE file_state = 'pending' LIMIT 1)`,
      );
    await deps.pool.query('UPDATE chat_messages SET file_after = NULL, file_tries = least(file_tries, 3)');
    await fetchFilesJob.run(mortal, AbortSignal.timeout(PATIENCE_MS));
  }

  async #end(): Promise<void> {
    const { line } = this.office;
    const { pool } = line.deps;
    await this.#bring(this.#waiting.length);
    this.#carrying.behave();
    for (let round = 0; round < ROUNDS_AT_THE_END; round += 1) {
      const left = await this.#carrying.endAll();
      await this.#fetch(false);
      const { rows } = await pool.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM chat_messages WHERE file_state = 'pending' AND delivery_id IS NULL`,
      );
      const count = rows[0]?.count ?? 0;
      this.options.say(`${left} to leave, ${count} to fetch`);
      if (left === 0 && count === 0) break;
    }
  }
}
