-- When a line was last asked about what left over it without an answer: the longer nobody answers, the more seldom.
ALTER TABLE "lines" ADD COLUMN "asked_at" TIMESTAMPTZ(3);
