-- What customers answer by SMS, kept once however often the provider lists it.
CREATE TABLE "incoming_sms" (
  "id" TEXT NOT NULL,
  "from_address" TEXT NOT NULL,
  "address_key" BYTEA NOT NULL,
  "text" TEXT NOT NULL,
  "said" TEXT NOT NULL,
  "occurred_at" TIMESTAMPTZ(3) NOT NULL,
  "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "incoming_sms_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "incoming_sms_said" CHECK ("said" IN ('stop', 'yes', 'no', 'other')),
  CONSTRAINT "incoming_sms_key" CHECK (length("address_key") = 32)
);
CREATE INDEX "incoming_sms_occurred_at" ON "incoming_sms" ("occurred_at");
CREATE INDEX "incoming_sms_address" ON "incoming_sms" ("address_key", "occurred_at");
