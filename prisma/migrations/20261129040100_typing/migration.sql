-- Until when somebody is said to write or to speak into their telephone; it ends by itself and is overwritten by the next.
ALTER TABLE "chats" ADD COLUMN "typing_until" TIMESTAMPTZ(3), ADD COLUMN "typing_kind" TEXT NOT NULL DEFAULT '';
CREATE INDEX "chats_typing" ON "chats" ("typing_until") WHERE "typing_until" IS NOT NULL;
