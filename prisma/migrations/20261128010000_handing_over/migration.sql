-- Who gave a conversation to whom, how it is marked, what of it is dealt with, and from whom nobody wants to hear.
ALTER TABLE "conversations"
  ADD COLUMN "handovers" JSONB NOT NULL DEFAULT '[]', ADD COLUMN "label_ids" TEXT[] DEFAULT '{}',
  ADD COLUMN "closed_up_to" TIMESTAMPTZ(3), ADD COLUMN "blocked_at" TIMESTAMPTZ(3);
SELECT "saha_adopt_field"('conversations', 'handovers'), "saha_adopt_field"('conversations', 'labelIds'),
  "saha_adopt_field"('conversations', 'closedUpTo'), "saha_adopt_field"('conversations', 'blockedAt');
