-- A private calendar feed per member: the link holds a token of which only the hash is kept. One is in use at a time.
CREATE TABLE "calendar_feeds" (
  "id" UUID NOT NULL,
  "member_id" UUID NOT NULL,
  "token_hash" BYTEA NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "revoked_at" TIMESTAMPTZ(3),
  "read_at" TIMESTAMPTZ(3),
  CONSTRAINT "calendar_feeds_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "calendar_feeds_token_hash_key" ON "calendar_feeds" ("token_hash");
CREATE INDEX "calendar_feeds_member_id_idx" ON "calendar_feeds" ("member_id");
CREATE UNIQUE INDEX "calendar_feeds_in_use" ON "calendar_feeds" ("member_id") WHERE "revoked_at" IS NULL;
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_member_id_fkey"
  FOREIGN KEY ("member_id") REFERENCES "members" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
