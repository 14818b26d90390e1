-- A temporary password opens one session, within its time.
ALTER TABLE "credentials" ADD COLUMN "temporary_session_id" UUID;

-- When somebody last proved on this session that they are the person: what ends others' sessions or administers asks for it
-- again. The session's token is renewed then; the one before it opens what it did, until the new one has been used.
ALTER TABLE "sessions" ADD COLUMN "confirmed_at" TIMESTAMPTZ(3);
ALTER TABLE "sessions" ADD COLUMN "previous_token_hash" BYTEA;
ALTER TABLE "sessions" ADD COLUMN "previous_until" TIMESTAMPTZ(3);
CREATE INDEX "sessions_previous_token_hash_idx" ON "sessions" ("previous_token_hash");
