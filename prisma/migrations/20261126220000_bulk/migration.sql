-- What is sent to many at once: a message of its own to each, and one name over them.
CREATE TABLE "bulks" (
  "id" UUID NOT NULL,
  "channel" TEXT NOT NULL,
  "template_id" UUID,
  "created_by" UUID NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  -- Somebody called off what had not left; what a tablet brings later is called off with it.
  "cancelled_at" TIMESTAMPTZ(3),
  "cancelled_by" UUID,
  CONSTRAINT "bulks_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "bulks_created_at_id_idx" ON "bulks" ("created_at", "id");

ALTER TABLE "messages" ADD COLUMN "bulk_id" UUID, ADD COLUMN "template_id" UUID;
CREATE INDEX "messages_bulk_id_idx" ON "messages" ("bulk_id") WHERE "bulk_id" IS NOT NULL;
CREATE INDEX "messages_template_id_idx" ON "messages" ("template_id") WHERE "template_id" IS NOT NULL;
SELECT "saha_adopt_field"('messages', 'bulkId'), "saha_adopt_field"('messages', 'templateId');

-- Whoever has two cards here, or shares a number, gets it once. What an SMS costs stays when its text is blanked.
ALTER TABLE "deliveries" ADD COLUMN "bulk_id" UUID, ADD COLUMN "sms_parts" INTEGER, ADD COLUMN "sms_spelling" TEXT;
CREATE UNIQUE INDEX "deliveries_bulk_id_address_key_key" ON "deliveries" ("bulk_id", "address_key");
CREATE INDEX "deliveries_sms_sent_at" ON "deliveries" ("sent_at") WHERE "sms_parts" IS NOT NULL;
