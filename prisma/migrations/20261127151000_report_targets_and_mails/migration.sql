-- What managers set out to reach in a month; the newest word that holds by then counts, NULL: none any more. Never
-- changed: who set what when stands here.
CREATE TABLE "report_targets" (
  "id" UUID NOT NULL,
  -- Both NULL: the office.
  "team_id" UUID,
  "member_id" UUID,
  "measure" TEXT NOT NULL,
  -- 'YYYY-MM', from then on.
  "from_month" TEXT NOT NULL,
  "value" INTEGER,
  "set_by" UUID NOT NULL,
  "set_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "report_targets_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "report_targets_month" CHECK ("from_month" ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  CONSTRAINT "report_targets_one" CHECK ("team_id" IS NULL OR "member_id" IS NULL),
  CONSTRAINT "report_targets_value" CHECK ("value" > 0)
);
CREATE INDEX "report_targets_from_month_idx" ON "report_targets" ("from_month");
CREATE TRIGGER "report_targets_append_only" BEFORE UPDATE OR DELETE ON "report_targets" FOR EACH ROW EXECUTE FUNCTION "refuse_report_change"();

-- Who wants to hear by e-mail that a month has closed.
CREATE TABLE "report_mails" (
  "member_id" UUID NOT NULL,
  "language" TEXT NOT NULL,
  -- Months that closed before are not told.
  "since" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "report_mails_pkey" PRIMARY KEY ("member_id"),
  CONSTRAINT "report_mails_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "report_mails_language" CHECK ("language" IN ('tr', 'en'))
);
