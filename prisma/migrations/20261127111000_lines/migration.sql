-- WhatsApp: the office's numbers, what is said over them, and who is behind the addresses there.
CREATE TABLE "lines" (
  "id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  -- How whoever carries it calls it.
  "instance" TEXT NOT NULL,
  -- With the key of the server it makes the secret of the address events come to.
  "webhook_salt" TEXT NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'unknown',
  "state_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "looked_at" TIMESTAMPTZ(3),
  -- What one looks at with the phone while it connects; '' when there is none.
  "qr" TEXT NOT NULL DEFAULT '',
  "pairing_code" TEXT NOT NULL DEFAULT '',
  -- Until when new chats wait: it looks as if WhatsApp refused them.
  "restricted_until" TIMESTAMPTZ(3),
  "last_event_at" TIMESTAMPTZ(3),
  "last_inbound_at" TIMESTAMPTZ(3),
  -- Messages were there that nobody had told of.
  "silent_since" TIMESTAMPTZ(3),
  "pulled_at" TIMESTAMPTZ(3),
  "daily_cap" INTEGER NOT NULL DEFAULT 250,
  "new_chat_cap" INTEGER NOT NULL DEFAULT 10,
  -- When the next may leave.
  "free_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "created_by" UUID,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "removed_at" TIMESTAMPTZ(3),
  CONSTRAINT "lines_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "lines_state" CHECK ("state" IN ('open', 'connecting', 'close', 'unknown'))
);
CREATE UNIQUE INDEX "lines_instance_key" ON "lines" ("instance");
CREATE TABLE "line_members" (
  "line_id" UUID NOT NULL,
  "member_id" UUID NOT NULL,
  CONSTRAINT "line_members_pkey" PRIMARY KEY ("line_id", "member_id")
);
CREATE INDEX "line_members_member_id_idx" ON "line_members" ("member_id");
-- What a line did on a day of the office's.
CREATE TABLE "line_days" (
  "line_id" UUID NOT NULL,
  "day" TEXT NOT NULL,
  "sent" INTEGER NOT NULL DEFAULT 0,
  "new_chats" INTEGER NOT NULL DEFAULT 0,
  "failed" INTEGER NOT NULL DEFAULT 0,
  -- Groups and status updates, which nobody here reads.
  "ignored" INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "line_days_pkey" PRIMARY KEY ("line_id", "day")
);

-- As it came, without the key of whoever sent it; read afterwards, and again when somebody asks.
CREATE TABLE "webhook_inbox" (
  "id" UUID NOT NULL,
  "line_id" UUID NOT NULL,
  "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "raw" JSONB,
  "processed_at" TIMESTAMPTZ(3),
  "tries" INTEGER NOT NULL DEFAULT 0,
  "error" TEXT NOT NULL DEFAULT '',
  CONSTRAINT "webhook_inbox_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "webhook_inbox_waiting" ON "webhook_inbox" ("received_at", "id") WHERE "processed_at" IS NULL;
CREATE INDEX "webhook_inbox_line_id_received_at_idx" ON "webhook_inbox" ("line_id", "received_at");

-- Somebody on the other side of a line; nobody's until a customer is found or named.
CREATE TABLE "chats" (
  "id" UUID NOT NULL,
  "line_id" UUID NOT NULL,
  "customer_id" UUID,
  "conversation_id" UUID,
  "linked_by" UUID,
  "name" TEXT NOT NULL DEFAULT '',
  -- E.164, or '': not everybody has one that we see.
  "phone" TEXT NOT NULL DEFAULT '',
  "ignored_at" TIMESTAMPTZ(3),
  "last_at" TIMESTAMPTZ(3),
  "last_inbound_at" TIMESTAMPTZ(3),
  "first_out_at" TIMESTAMPTZ(3),
  -- What was handed over and has not been answered: nothing else leaves meanwhile.
  "in_flight" UUID,
  "in_flight_at" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "chats_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "chats_customer_id_idx" ON "chats" ("customer_id");
CREATE INDEX "chats_unmatched" ON "chats" ("line_id", "last_at") WHERE "customer_id" IS NULL;
CREATE TABLE "identities" (
  "line_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "chat_id" UUID NOT NULL,
  CONSTRAINT "identities_pkey" PRIMARY KEY ("line_id", "kind", "value"),
  CONSTRAINT "identities_kind" CHECK ("kind" IN ('jid', 'lid', 'username'))
);
CREATE INDEX "identities_chat_id_idx" ON "identities" ("chat_id");

-- All that was heard of one message, in whatever order it came.
CREATE TABLE "chat_messages" (
  "line_id" UUID NOT NULL,
  "key_id" TEXT NOT NULL,
  "chat_id" UUID,
  "from_me" BOOLEAN NOT NULL DEFAULT false,
  -- {kind, text, senderName, media}; NULL: only heard of.
  "content" JSONB,
  "at" TIMESTAMPTZ(3),
  "quoted_key" TEXT NOT NULL DEFAULT '',
  "status" TEXT NOT NULL DEFAULT '',
  "edited_text" TEXT,
  "edited_at" TIMESTAMPTZ(3),
  "revoked_at" TIMESTAMPTZ(3),
  -- By who reacted: {emoji, at}; '' took it back.
  "reactions" JSONB NOT NULL DEFAULT '{}',
  -- The message of the office's that it is; NULL while it is nobody's.
  "message_id" UUID,
  "delivery_id" UUID,
  -- Of what has a file: pending, done, gone.
  "file_state" TEXT NOT NULL DEFAULT '',
  "file_tries" INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "chat_messages_pkey" PRIMARY KEY ("line_id", "key_id")
);
CREATE UNIQUE INDEX "chat_messages_message_id_key" ON "chat_messages" ("message_id");
CREATE INDEX "chat_messages_chat_id_at_idx" ON "chat_messages" ("chat_id", "at");
CREATE INDEX "chat_messages_delivery_id_idx" ON "chat_messages" ("delivery_id");
CREATE INDEX "chat_messages_quoted" ON "chat_messages" ("line_id", "quoted_key") WHERE "quoted_key" <> '';
CREATE INDEX "chat_messages_files" ON "chat_messages" ("at") WHERE "file_state" = 'pending';

ALTER TABLE "deliveries" ADD COLUMN "line_id" UUID, ADD COLUMN "chat_id" UUID;
CREATE INDEX "deliveries_line_id_settled_at_idx" ON "deliveries" ("line_id", "settled_at");
-- A line paces itself.
UPDATE "sending_rates" SET "per_second" = 20 WHERE "channel" = 'whatsapp';
-- What was answered, by whichever way.
ALTER TABLE "incoming_sms" ADD COLUMN "channel" TEXT NOT NULL DEFAULT 'sms';

-- Who has no number is known by their address there.
CREATE FUNCTION "normal_address"("of_channel" text, "value" text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN "of_channel" = 'email' THEN "normal_email"("value")
    WHEN "of_channel" = 'whatsapp' AND position('@' IN "value") > 0 THEN lower("value") ELSE "normal_phone"("value") END
$$;

-- The day it is in the office's zone, by which caps are counted.
CREATE FUNCTION "office_day"() RETURNS text LANGUAGE sql VOLATILE AS $$
  SELECT to_char("office_clock"() AT TIME ZONE coalesce(
    (SELECT "value" ->> 'zone' FROM "settings" WHERE "key" = 'office' LIMIT 1), 'Europe/Istanbul'), 'YYYY-MM-DD')
$$;
