/**
 * What SES publishes, in our words. It comes in two shapes: event publishing (`eventType`, with our tags) and feedback
 * of an identity (`notificationType`, without them), each as it is or wrapped by SNS.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { EmailEvent } from './contract';

const event = z.object({
  eventType: z.string().optional(),
  notificationType: z.string().optional(),
  mail: z.object({
    messageId: z.string().max(200),
    timestamp: z.string().max(40),
    tags: z.record(z.string(), z.array(z.string())).optional(),
  }),
  bounce: z
    .object({
      bounceType: z.string(),
      bounceSubType: z.string().optional(),
      timestamp: z.string().max(40).optional(),
      bouncedRecipients: z.unknown().optional(),
    })
    .optional(),
  complaint: z.object({ timestamp: z.string().max(40).optional() }).optional(),
  delivery: z.object({ timestamp: z.string().max(40).optional() }).optional(),
});

type Bounce = NonNullable<z.infer<typeof event>['bounce']>;

const KINDS: Readonly<Record<string, EmailEvent['kind']>> = {
  Send: 'sent',
  Delivery: 'delivered',
  Bounce: 'bounced',
  Complaint: 'complained',
  Reject: 'rejected',
  'Rendering Failure': 'failed',
  DeliveryDelay: 'delayed',
  Subscription: 'unsubscribed',
};
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * What a mailbox answers by itself ("out of the office") comes as a bounce as well, after the mail has arrived. What
 * was really given back says with which code: those fields are read off the word of the server that gave it back.
 */
function isAutomaticAnswer({ bounceType, bounceSubType, bouncedRecipients }: Bounce): boolean {
  return (
    bounceType === 'Transient' &&
    bounceSubType === 'General' &&
    Array.isArray(bouncedRecipients) &&
    bouncedRecipients.length > 0 &&
    bouncedRecipients.every(
      (one: unknown) =>
        typeof one === 'object' &&
        one !== null &&
        !['action', 'status', 'diagnosticCode'].some((field) => field in one),
    )
  );
}

/** Null: nothing that says something about a delivery of ours (opens and clicks, tests of the topic, other things). */
export function readEmailEvent(text: string): EmailEvent | null {
  const parsed = event.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { eventType, notificationType, mail, bounce, complaint, delivery } = parsed.data;
  const kind = KINDS[eventType ?? notificationType ?? ''];
  if (kind === undefined || (bounce !== undefined && isAutomaticAnswer(bounce))) return null;
  const tag = mail.tags?.['delivery']?.[0] ?? '';
  const at = bounce?.timestamp ?? complaint?.timestamp ?? delivery?.timestamp ?? mail.timestamp;
  const atMs = Date.parse(at);
  if (Number.isNaN(atMs)) return null;
  return {
    deliveryId: UUID.test(tag) ? tag : '',
    providerId: mail.messageId,
    kind,
    isHard: bounce?.bounceType === 'Permanent',
    isSuppressed: /Suppress/i.test(bounce?.bounceSubType ?? ''),
    at: new Date(atMs).toISOString(),
  };
}

/** That somebody, or a machine, opened a campaign's mail or followed a link of it. */
export type EmailReaction = {
  readonly campaignId: string;
  readonly kind: 'open' | 'click';
  readonly isMachine: boolean;
  /** The same for the same event, and nothing that leads back to who it was. */
  readonly mark: Buffer;
};

const reaction = z.object({
  eventType: z.enum(['Open', 'Click']),
  mail: z.object({ messageId: z.string().max(200), tags: z.record(z.string(), z.array(z.string())) }),
  open: z.record(z.string(), z.unknown()).optional(),
  click: z.record(z.string(), z.unknown()).optional(),
});
/** Programs that fetch every image before anybody has read a line. */
const MACHINES = /GoogleImageProxy|YahooMailProxy|bot\b|scanner|preview/i;

/** Null: nothing of that kind, or of no campaign. */
export function readEmailReaction(text: string): EmailReaction | null {
  const parsed = reaction.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { eventType, mail, open, click } = parsed.data;
  const campaignId = mail.tags['campaign']?.[0] ?? '';
  if (!UUID.test(campaignId)) return null;
  const what = (eventType === 'Open' ? open : click) ?? {};
  // The provider's own flag, whatever it is called, and what calls itself by name.
  const isFlagged = Object.entries(what).some(([name, value]) => /machine|bot|automat/i.test(name) && value === true);
  const mark = createHash('sha256')
    .update([mail.messageId, eventType, String(what['timestamp'] ?? ''), String(what['link'] ?? '')].join('\0'))
    .digest();
  return {
    campaignId,
    kind: eventType === 'Open' ? 'open' : 'click',
    isMachine: isFlagged || MACHINES.test(String(what['userAgent'] ?? '')),
    mark,
  };
}

/** What lies in the queue: the event itself, or SNS's envelope around it. */
export function unwrapped(body: string): string {
  const outer = parseJson(body) as { Type?: unknown; Message?: unknown } | null;
  return outer !== null && outer.Type === 'Notification' && typeof outer.Message === 'string' ? outer.Message : body;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
