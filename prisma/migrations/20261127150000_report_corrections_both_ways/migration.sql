-- What came in late may also take away: a call that its author took back after the month had closed.
ALTER TABLE "report_corrections"
  ADD COLUMN "change" SMALLINT NOT NULL DEFAULT 1,
  -- The how manyeth word about the same thing: it may be said, taken back and said again.
  ADD COLUMN "nth" SMALLINT NOT NULL DEFAULT 0,
  ADD CONSTRAINT "report_corrections_change" CHECK ("change" IN (-1, 1)),
  DROP CONSTRAINT "report_corrections_pkey",
  ADD CONSTRAINT "report_corrections_pkey" PRIMARY KEY ("report_id", "measure", "subject_id", "nth");
