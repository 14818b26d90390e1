-- Bytes by what they are, each once however many have them; who has them is said by files.
CREATE TABLE "blobs" (
  "sha256" TEXT NOT NULL,
  "size" BIGINT NOT NULL,
  "type" TEXT NOT NULL,
  -- When it was last given to the office.
  "stored_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "blobs_pkey" PRIMARY KEY ("sha256"),
  CONSTRAINT "blobs_sha256" CHECK ("sha256" ~ '^[0-9a-f]{64}$')
);

CREATE TABLE "files" (
  "id" UUID NOT NULL,
  "customer_id" UUID,
  "conversation_id" UUID,
  "message_id" UUID,
  "appointment_id" UUID,
  "name" TEXT NOT NULL,
  "note" TEXT NOT NULL DEFAULT '',
  "labels" TEXT[] DEFAULT '{}',
  "source" TEXT NOT NULL,
  "marks" TEXT[] DEFAULT '{}',
  "state" TEXT NOT NULL DEFAULT '',
  "reason" TEXT NOT NULL DEFAULT '',
  "type" TEXT NOT NULL DEFAULT '',
  "size" INTEGER NOT NULL DEFAULT 0,
  "created_by" UUID,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "deleted_at" TIMESTAMPTZ(3),
  -- The office's own: no device is told by what its bytes are named.
  "blob" TEXT,
  CONSTRAINT "files_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "files_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers" ("id"),
  CONSTRAINT "files_blob_fkey" FOREIGN KEY ("blob") REFERENCES "blobs" ("sha256")
);
CREATE INDEX "files_customer_id_created_at_idx" ON "files" ("customer_id", "created_at");
CREATE INDEX "files_conversation_id_idx" ON "files" ("conversation_id") WHERE "conversation_id" IS NOT NULL;
CREATE INDEX "files_blob_idx" ON "files" ("blob");
CREATE INDEX "files_deleted_at_idx" ON "files" ("deleted_at") WHERE "deleted_at" IS NOT NULL;
SELECT "saha_replicate"('files', 'customers', 'customer_id');
