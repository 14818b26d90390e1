-- What an office decides about itself, a row per thing (sync/collections/setting.ts).
CREATE TABLE "settings" (
  "id" UUID NOT NULL,
  "key" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "member_id" UUID,
  "value" JSONB NOT NULL,
  "archived_at" TIMESTAMPTZ(3),
  "created_by" UUID NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "settings_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "settings_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
SELECT "saha_replicate"('settings');
CREATE INDEX "settings_key_idx" ON "settings" ("key");
