-- What people have read, whose a conversation is, and what a message on WhatsApp is beside its words.
DROP TRIGGER "conversations_append_only" ON "conversations";
UPDATE "replicated_tables" SET "append_only" = false WHERE "name" = 'conversations';

ALTER TABLE "conversations"
  ADD COLUMN "line_id" UUID, ADD COLUMN "read_up_to" JSONB NOT NULL DEFAULT '{}', ADD COLUMN "assignee_id" UUID,
  ADD COLUMN "last_inbound_at" TIMESTAMPTZ(3), ADD COLUMN "last_outbound_at" TIMESTAMPTZ(3);
SELECT "saha_adopt_field"('conversations', 'lineId'), "saha_adopt_field"('conversations', 'readUpTo'),
  "saha_adopt_field"('conversations', 'assigneeId'), "saha_adopt_field"('conversations', 'lastInboundAt'),
  "saha_adopt_field"('conversations', 'lastOutboundAt');

ALTER TABLE "messages"
  ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'text', ADD COLUMN "quoted_id" UUID, ADD COLUMN "file_id" UUID,
  ADD COLUMN "send_at" TIMESTAMPTZ(3), ADD COLUMN "sender_name" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "reactions" JSONB NOT NULL DEFAULT '[]', ADD COLUMN "edited_at" TIMESTAMPTZ(3), ADD COLUMN "revoked_at" TIMESTAMPTZ(3);
SELECT "saha_adopt_field"('messages', 'kind'), "saha_adopt_field"('messages', 'quotedId'), "saha_adopt_field"('messages', 'fileId'),
  "saha_adopt_field"('messages', 'sendAt'), "saha_adopt_field"('messages', 'senderName'), "saha_adopt_field"('messages', 'reactions'),
  "saha_adopt_field"('messages', 'editedAt'), "saha_adopt_field"('messages', 'revokedAt');

-- Whoever writes a message, on whatever way: the list of conversations is ordered by this.
CREATE FUNCTION "follow_messages"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH "newest" AS (
    SELECT "conversation_id", max("created_at") FILTER (WHERE "direction" = 'in') AS "came",
      max("created_at") FILTER (WHERE "direction" = 'out') AS "went"
    FROM "said" GROUP BY 1
  ), "behind" AS (
    SELECT c."id", n."came", n."went" FROM "conversations" c JOIN "newest" n ON n."conversation_id" = c."id"
    WHERE coalesce(n."came" > c."last_inbound_at", n."came" IS NOT NULL)
      OR coalesce(n."went" > c."last_outbound_at", n."went" IS NOT NULL)
    ORDER BY c."id" FOR NO KEY UPDATE OF c
  )
  UPDATE "conversations" c SET "last_inbound_at" = greatest(c."last_inbound_at", b."came"),
    "last_outbound_at" = greatest(c."last_outbound_at", b."went")
  FROM "behind" b WHERE b."id" = c."id";
  RETURN NULL;
END $$;
CREATE TRIGGER "messages_followed" AFTER INSERT ON "messages" REFERENCING NEW TABLE AS "said"
  FOR EACH STATEMENT EXECUTE FUNCTION "follow_messages"();
UPDATE "conversations" c SET
  "last_inbound_at" = (SELECT max(m."created_at") FROM "messages" m WHERE m."conversation_id" = c."id" AND m."direction" = 'in'),
  "last_outbound_at" = (SELECT max(m."created_at") FROM "messages" m WHERE m."conversation_id" = c."id" AND m."direction" = 'out')
WHERE EXISTS (SELECT FROM "messages" m WHERE m."conversation_id" = c."id");

-- Who has read has received.
ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_state";
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_state" CHECK ("state" IN ('queued', 'sending', 'unknown', 'sent', 'delivered',
  'read', 'failed', 'bounced', 'complained', 'unsubscribed', 'skipped', 'cancelled', 'expired'));
CREATE OR REPLACE FUNCTION "delivery_rank"("of_state" text, "of_reason" text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE "of_state"
    WHEN 'queued' THEN 0 WHEN 'sending' THEN 1 WHEN 'skipped' THEN 2 WHEN 'cancelled' THEN 2 WHEN 'expired' THEN 2
    WHEN 'unknown' THEN 3 WHEN 'sent' THEN 4 WHEN 'delivered' THEN 5 WHEN 'read' THEN 6 WHEN 'failed' THEN 7
    WHEN 'bounced' THEN CASE "of_reason" WHEN 'hard_bounce' THEN 9 ELSE 8 END
    WHEN 'unsubscribed' THEN 10 WHEN 'complained' THEN 11 END
$$;
