-- What went to İYS and came from it, file by file; of each address the last word counts.
CREATE TABLE "iys_files" (
  "id" UUID NOT NULL,
  "direction" TEXT NOT NULL,
  "made_by" UUID NOT NULL,
  "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  -- Of one that was made: somebody says that İYS has taken it. Of one that came: when it was taken in.
  "settled_at" TIMESTAMPTZ(3),
  CONSTRAINT "iys_files_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "iys_files_direction" CHECK ("direction" IN ('out', 'in'))
);
CREATE INDEX "iys_files_made_at_idx" ON "iys_files" ("made_at");

CREATE TABLE "iys_handovers" (
  "file_id" UUID NOT NULL,
  "address_key" BYTEA NOT NULL,
  "channel" TEXT NOT NULL,
  -- As it stands in the file.
  "recipient" TEXT NOT NULL,
  "recipient_type" TEXT NOT NULL,
  "decision" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "occurred_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "iys_handovers_pkey" PRIMARY KEY ("file_id", "address_key", "channel"),
  CONSTRAINT "iys_handovers_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "iys_files"("id") ON DELETE CASCADE,
  CONSTRAINT "iys_handovers_channel" CHECK ("channel" IN ('email', 'sms', 'call')),
  CONSTRAINT "iys_handovers_type" CHECK ("recipient_type" IN ('BIREYSEL', 'TACIR')),
  CONSTRAINT "iys_handovers_decision" CHECK ("decision" IN ('given', 'withdrawn')),
  CONSTRAINT "iys_handovers_key" CHECK (length("address_key") = 32)
);
CREATE INDEX "iys_handovers_address_key_channel_occurred_at_idx" ON "iys_handovers" ("address_key", "channel", "occurred_at");
