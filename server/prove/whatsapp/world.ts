/**
 * People who write over a line, in the shapes of captured webhooks, and what their threads must come to. Knows no rule
 * of ours.
 */
import type { Random } from '../../../prisma/factories/random';

export type Row = {
  readonly key: Record<string, unknown>;
  message: Record<string, unknown>;
  readonly updates: string[];
  readonly rest: object;
};
export type Expected = {
  readonly person: number;
  readonly keyId: string;
  readonly fromMe: boolean;
  text: string;
  /** Of a status, how far it came; '' of what came in. */
  status: string;
  isRevoked: boolean;
  emoji: string;
};
export type Hook = { readonly body: unknown; readonly revokes: string };
const STATUSES = [
  ['SERVER_ACK', 'sent'],
  ['DELIVERY_ACK', 'delivered'],
  ['READ', 'read'],
] as const;
const STARTED_S = 1_795_337_000;

export class World {
  readonly rows: Row[] = [];
  readonly hooks: Hook[] = [];
  readonly expected = new Map<string, Expected>();
  constructor(
    private readonly random: Random,
    readonly people: number,
  ) {}

  phoneOf = (person: number) => `+90532${String(1_000_000 + person)}`;
  jidOf = (person: number) => `${this.phoneOf(person).slice(1)}@s.whatsapp.net`;
  lidOf = (person: number) => `${String(555_000_000_000_000 + person)}@lid`;

  tell(event: string, data: unknown, revokes = ''): void {
    this.hooks.push({
      body: { event, instance: 'wa', data, date_time: '2026-11-22T08:58:58.000Z', apikey: 'secret' },
      revokes,
    });
  }

  write(at: number): void {
    const { random } = this;
    const person = random.below(this.people);
    const keyId = `3EB0${String(at).padStart(8, '0')}`;
    const fromMe = random.chance(0.25);
    // Some are known by their LID alone until a message names both.
    const byLid = random.chance(0.2);
    const key = {
      remoteJid: byLid ? this.lidOf(person) : this.jidOf(person),
      ...(byLid || random.chance(0.3) ? { remoteJidAlt: byLid ? this.jidOf(person) : this.lidOf(person) } : {}),
      fromMe,
      id: keyId,
    };
    const text = random.pick(['Merhaba', 'tamam', 'tamam', 'evet olur', 'Fiyat?']);
    const rest = {
      pushName: 'Ana',
      messageType: 'conversation',
      messageTimestamp: STARTED_S + at,
      source: 'android',
      contextInfo: null,
    };
    const row: Row = { key, message: { conversation: text }, updates: [], rest };
    const expected: Expected = {
      person,
      keyId,
      fromMe,
      text,
      status: fromMe ? 'sent' : '',
      isRevoked: false,
      emoji: '',
    };
    this.rows.push(row);
    this.expected.set(keyId, expected);
    this.tell('messages.upsert', {
      key,
      message: { conversation: text },
      ...rest,
      status: fromMe ? 'SERVER_ACK' : 'DELIVERY_ACK',
    });
    if (fromMe)
      for (const [said, status] of STATUSES.slice(0, random.between(0, 3))) {
        row.updates.push(said);
        expected.status = status;
        this.tell('messages.update', { keyId, remoteJid: key.remoteJid, fromMe: true, status: said });
      }
    if (random.chance(0.15)) {
      expected.text = `${text} (düzeltildi)`;
      row.message = { conversation: expected.text };
      const timestampMs = String((STARTED_S + at + 5) * 1000);
      this.tell('messages.edited', {
        key,
        type: 'MESSAGE_EDIT',
        editedMessage: { conversation: expected.text },
        timestampMs,
      });
    }
    if (random.chance(0.1)) this.tell('messages.edited', { key, type: 'REVOKE' }, keyId);
    if (random.chance(0.1)) this.react(at, person, keyId, expected);
    if (random.chance(0.05))
      this.tell('messages.upsert', {
        key: { ...key, remoteJid: '120363041234567890@g.us', id: `G${keyId}` },
        message: { conversation: 'grup' },
      });
  }

  private react(at: number, person: number, keyId: string, expected: Expected): void {
    for (const [n, emoji] of (this.random.chance(0.5) ? ['👍'] : ['👍', '❤️']).entries()) {
      const key = { remoteJid: this.jidOf(person), fromMe: false, id: `R${n}${keyId}` };
      const senderTimestampMs = (STARTED_S + at + 10 + n) * 1000;
      const message = { reactionMessage: { key: { id: keyId }, text: emoji, senderTimestampMs } };
      const rest = {
        pushName: 'Ana',
        messageType: 'reactionMessage',
        messageTimestamp: STARTED_S + at + 10 + n,
        source: 'android',
      };
      this.rows.push({ key, message, updates: [], rest });
      this.tell('messages.upsert', { key, message, ...rest });
      expected.emoji = emoji;
    }
  }
}
