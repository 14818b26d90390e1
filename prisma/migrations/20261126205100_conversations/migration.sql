-- What is written with customers. A message is written once; what became of it is what became of its delivery.
CREATE TABLE "conversations" (
  "id" UUID NOT NULL,
  "customer_id" UUID NOT NULL,
  "channel" TEXT NOT NULL,
  "created_by" UUID NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "conversations_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "conversations_channel" CHECK ("channel" IN ('email', 'sms', 'whatsapp')),
  CONSTRAINT "conversations_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id")
);
CREATE UNIQUE INDEX "conversations_customer_id_channel_key" ON "conversations" ("customer_id", "channel");

CREATE TABLE "messages" (
  "id" UUID NOT NULL,
  "conversation_id" UUID NOT NULL,
  "customer_id" UUID NOT NULL,
  "channel" TEXT NOT NULL,
  "direction" TEXT NOT NULL,
  "subject" TEXT NOT NULL DEFAULT '',
  "body" TEXT NOT NULL DEFAULT '',
  "to_address" TEXT NOT NULL DEFAULT '',
  "state" TEXT NOT NULL DEFAULT '',
  "reason" TEXT NOT NULL DEFAULT '',
  "cancelled_at" TIMESTAMPTZ(3),
  "released_at" TIMESTAMPTZ(3),
  "created_by" UUID NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "messages_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "messages_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id")
);
CREATE INDEX "messages_conversation_id_created_at_idx" ON "messages" ("conversation_id", "created_at");
CREATE INDEX "messages_customer_id_created_at_idx" ON "messages" ("customer_id", "created_at");
SELECT "saha_replicate"('conversations', 'customers', 'customer_id');
SELECT "saha_append_only"('conversations');
SELECT "saha_replicate"('messages', 'conversations', 'conversation_id');

CREATE INDEX "deliveries_message_id_idx" ON "deliveries" ("message_id") WHERE "message_id" IS NOT NULL;

-- Whoever moves a delivery (a worker, the provider's word, a manager, a restore) moves the message with it: no path can
-- forget to say so.
CREATE FUNCTION "follow_delivery"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "messages" SET "state" = NEW."state", "reason" = NEW."reason"
  WHERE "id" = NEW."message_id" AND ("state", "reason") IS DISTINCT FROM (NEW."state", NEW."reason");
  RETURN NULL;
END $$;
CREATE TRIGGER "deliveries_followed" AFTER INSERT OR UPDATE OF "state", "reason", "message_id" ON "deliveries" FOR EACH ROW
  WHEN (NEW."message_id" IS NOT NULL) EXECUTE FUNCTION "follow_delivery"();
