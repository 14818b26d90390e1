-- What a member's feed speaks. None where it was made before the office kept it: then its address says so (?lang=en).
ALTER TABLE "calendar_feeds" ADD COLUMN "language" TEXT
  CONSTRAINT "calendar_feeds_language_check" CHECK ("language" IN ('tr', 'en'));
