-- Departures are kept for as long as a tablet may stay away; a replica that stands before `forgotten_xid` pulls anew.
ALTER TABLE "scope_exits" ADD COLUMN "left_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
CREATE INDEX "scope_exits_left_at_idx" ON "scope_exits" ("left_at");
ALTER TABLE "office" ADD COLUMN "forgotten_xid" xid8 NOT NULL DEFAULT '0';

-- The queue of background work, as @agendajs/postgres-backend 3.0.6 expects it: workers that start together on an empty
-- database would race on creating it.
CREATE TABLE "agenda_jobs" (
  "id" UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  "name" VARCHAR(255) NOT NULL,
  "priority" INTEGER NOT NULL DEFAULT 0,
  "next_run_at" TIMESTAMPTZ,
  "type" VARCHAR(10) NOT NULL DEFAULT 'normal' CHECK ("type" IN ('normal', 'single')),
  "locked_at" TIMESTAMPTZ,
  "last_finished_at" TIMESTAMPTZ,
  "failed_at" TIMESTAMPTZ,
  "fail_count" INTEGER DEFAULT NULL,
  "fail_reason" TEXT,
  "repeat_timezone" VARCHAR(100),
  "last_run_at" TIMESTAMPTZ,
  "repeat_interval" VARCHAR(255),
  "data" JSONB DEFAULT '{}'::jsonb,
  "repeat_at" VARCHAR(255),
  "disabled" BOOLEAN DEFAULT FALSE,
  "progress" REAL,
  "fork" BOOLEAN DEFAULT FALSE,
  "last_modified_by" VARCHAR(255),
  "debounce_started_at" TIMESTAMPTZ,
  "start_date" TIMESTAMPTZ,
  "end_date" TIMESTAMPTZ,
  "skip_days" JSONB,
  "created_at" TIMESTAMPTZ DEFAULT now(),
  "updated_at" TIMESTAMPTZ DEFAULT now()
);
CREATE INDEX "agenda_jobs_find_and_lock_idx" ON "agenda_jobs" ("name", "next_run_at", "priority" DESC, "locked_at", "disabled") WHERE "disabled" = FALSE;
CREATE UNIQUE INDEX "agenda_jobs_single_job_idx" ON "agenda_jobs" ("name") WHERE "type" = 'single';
CREATE INDEX "agenda_jobs_locked_at_idx" ON "agenda_jobs" ("locked_at") WHERE "locked_at" IS NOT NULL;
CREATE INDEX "agenda_jobs_next_run_at_idx" ON "agenda_jobs" ("next_run_at") WHERE "next_run_at" IS NOT NULL;
CREATE FUNCTION "update_agenda_jobs_updated_at"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."updated_at" = now();
  RETURN NEW;
END $$;
CREATE TRIGGER "agenda_jobs_updated_at_trigger" BEFORE UPDATE ON "agenda_jobs" FOR EACH ROW EXECUTE FUNCTION "update_agenda_jobs_updated_at"();
