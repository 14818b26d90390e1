-- Set when a person ended the session of another device, or an admin closed the account: at its next contact the device
-- hands in what it holds and wipes itself, as one that was reported lost does. Sessions that expire, or end with a new
-- password, ask for the password again and keep everything.
ALTER TABLE "sessions" ADD COLUMN "wipe_at" TIMESTAMPTZ(3);
UPDATE "sessions" SET "wipe_at" = "lost_at" WHERE "lost_at" IS NOT NULL;
