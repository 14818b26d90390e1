-- A month as it was when it closed: of a team, or of the office where no team is named. Never changed; what comes in
-- late stands beside it.
CREATE TABLE "report_months" (
  "id" UUID NOT NULL,
  "team_id" UUID,
  -- 'YYYY-MM' of the office's own calendar.
  "month" TEXT NOT NULL,
  -- By which definitions it was counted.
  "version" INTEGER NOT NULL,
  -- Figures, names and definitions as they were.
  "report" JSONB NOT NULL,
  -- The ids behind each figure.
  "ids" JSONB NOT NULL,
  "closed_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "report_months_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "report_months_month" CHECK ("month" ~ '^\d{4}-(0[1-9]|1[0-2])$')
);
CREATE UNIQUE INDEX "report_months_team_id_month_version_key" ON "report_months" ("team_id", "month", "version") NULLS NOT DISTINCT;

CREATE TABLE "report_pdfs" (
  "report_id" UUID NOT NULL,
  "language" TEXT NOT NULL,
  "pdf" BYTEA NOT NULL,
  "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "report_pdfs_pkey" PRIMARY KEY ("report_id", "language"),
  CONSTRAINT "report_pdfs_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report_months"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- What a closed month did not know: a call that a tablet brought later, an outcome that was said later.
CREATE TABLE "report_corrections" (
  "report_id" UUID NOT NULL,
  "measure" TEXT NOT NULL,
  "subject_id" UUID NOT NULL,
  "member_id" UUID,
  "found_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "report_corrections_pkey" PRIMARY KEY ("report_id", "measure", "subject_id"),
  CONSTRAINT "report_corrections_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report_months"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE FUNCTION "refuse_report_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% are append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "report_months_append_only" BEFORE UPDATE OR DELETE ON "report_months" FOR EACH ROW EXECUTE FUNCTION "refuse_report_change"();
CREATE TRIGGER "report_pdfs_append_only" BEFORE UPDATE OR DELETE ON "report_pdfs" FOR EACH ROW EXECUTE FUNCTION "refuse_report_change"();
CREATE TRIGGER "report_corrections_append_only" BEFORE UPDATE OR DELETE ON "report_corrections" FOR EACH ROW EXECUTE FUNCTION "refuse_report_change"();
