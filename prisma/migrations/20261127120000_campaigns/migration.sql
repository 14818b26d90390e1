-- One mail to everybody of a segment who said yes. Each recipient is a row of deliveries; who is left out is a row here.
CREATE TABLE "campaigns" (
  "id" UUID NOT NULL,
  -- NULL: the office's own, for admins.
  "team_id" UUID,
  "name" TEXT NOT NULL,
  "rule" JSONB NOT NULL,
  "content" JSONB NOT NULL,
  "reply_to" TEXT NOT NULL DEFAULT 'agent',
  -- NULL: as fast as the account may.
  "per_second" DOUBLE PRECISION,
  -- Nobody who got this many in seven days; NULL: no such limit.
  "cap_most" INTEGER,
  -- Whoever got one of these is left out.
  "except_ids" UUID[] DEFAULT '{}',
  "state" TEXT NOT NULL DEFAULT 'draft',
  -- Why it is paused; '' otherwise.
  "reason" TEXT NOT NULL DEFAULT '',
  "version" INTEGER NOT NULL DEFAULT 1,
  "starts_at" TIMESTAMPTZ(3),
  -- How many it was started for, and by whom: it reaches whom they see.
  "expected" INTEGER,
  "sent_by" UUID,
  "started_at" TIMESTAMPTZ(3),
  "finished_at" TIMESTAMPTZ(3),
  -- The customer up to whom recipients stand in deliveries; NULL before the first.
  "walked_to" UUID,
  "walked_at" TIMESTAMPTZ(3),
  "materialised" INTEGER NOT NULL DEFAULT 0,
  -- Until when its own rate has let recipients go.
  "released_at" TIMESTAMPTZ(3),
  -- What the circuit breaker had counted when a person let it go on.
  "heeded" JSONB NOT NULL DEFAULT '{}',
  -- The address up to which customers show it.
  "told_to" BYTEA,
  "told_at" TIMESTAMPTZ(3),
  "created_by" UUID NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "campaigns_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "campaigns_state" CHECK ("state" IN ('draft', 'scheduled', 'running', 'paused', 'cancelled', 'finished')),
  CONSTRAINT "campaigns_reply_to" CHECK ("reply_to" IN ('agent', 'office')),
  CONSTRAINT "campaigns_per_second" CHECK ("per_second" > 0),
  CONSTRAINT "campaigns_cap_most" CHECK ("cap_most" > 0)
);
CREATE INDEX "campaigns_created_at_id_idx" ON "campaigns" ("created_at", "id");
CREATE INDEX "campaigns_state_idx" ON "campaigns" ("state");

-- What leaves, frozen when it starts: with places for the recipient's name and their way out.
CREATE TABLE "campaign_mails" (
  "campaign_id" UUID NOT NULL,
  "language" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "html" TEXT NOT NULL,
  "body" TEXT NOT NULL,
  CONSTRAINT "campaign_mails_pkey" PRIMARY KEY ("campaign_id", "language"),
  CONSTRAINT "campaign_mails_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaigns"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Whom the segment has and the campaign does not write to, each with the reason.
CREATE TABLE "campaign_exclusions" (
  "campaign_id" UUID NOT NULL,
  "customer_id" UUID NOT NULL,
  "reason" TEXT NOT NULL,
  CONSTRAINT "campaign_exclusions_pkey" PRIMARY KEY ("campaign_id", "customer_id"),
  CONSTRAINT "campaign_exclusions_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaigns"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Images of mails. Whoever has the id may look at it: it is in every mail.
CREATE TABLE "campaign_images" (
  "id" UUID NOT NULL,
  "type" TEXT NOT NULL,
  "width" INTEGER NOT NULL,
  "height" INTEGER NOT NULL,
  "bytes" BYTEA NOT NULL,
  "created_by" UUID NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "campaign_images_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "campaign_images_created_by_created_at_idx" ON "campaign_images" ("created_by", "created_at");

-- Opens and clicks, summed and never by person; what a machine did apart.
CREATE TABLE "campaign_reactions" (
  "campaign_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "is_machine" BOOLEAN NOT NULL,
  "count" INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "campaign_reactions_pkey" PRIMARY KEY ("campaign_id", "kind", "is_machine"),
  CONSTRAINT "campaign_reactions_kind" CHECK ("kind" IN ('open', 'click'))
);
-- That one of them was counted: events come twice.
CREATE TABLE "campaign_reaction_marks" (
  "mark" BYTEA NOT NULL,
  "marked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "campaign_reaction_marks_pkey" PRIMARY KEY ("mark")
);
CREATE INDEX "campaign_reaction_marks_marked_at_idx" ON "campaign_reaction_marks" ("marked_at");

-- What stands in the way of a whole campaign; '' where it is no campaign of ours, or its mails may leave.
CREATE FUNCTION "campaign_obstacle"("of_campaign" uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT CASE c."state" WHEN 'running' THEN '' WHEN 'finished' THEN ''
    WHEN 'cancelled' THEN 'campaign_cancelled' ELSE 'campaign_paused' END FROM "campaigns" c WHERE c."id" = "of_campaign"), '')
$$;

-- Recipients wait here until their campaign lets them go: the queue of what may leave stays short.
CREATE INDEX "deliveries_parked" ON "deliveries" ("campaign_id", "id")
  WHERE "state" = 'queued' AND "not_before" = '9999-01-01 00:00:00+00';
CREATE INDEX "deliveries_campaign_id_state_reason_idx" ON "deliveries" ("campaign_id", "state", "reason");

-- What was refused when it was handed over never left: a person may have it tried again.
CREATE OR REPLACE FUNCTION "may_move_delivery"("from_state" text, "from_reason" text, "to_state" text, "to_reason" text)
RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN "to_state" = 'queued' THEN "from_state" IN ('queued', 'sending', 'unknown')
      OR ("from_state" = 'failed' AND "from_reason" IN ('rejected', 'content_failed') AND "to_reason" = 'sent_again')
    WHEN "to_state" = 'sending' THEN "from_state" IN ('queued', 'sending')
    WHEN "to_state" IN ('skipped', 'cancelled', 'expired') THEN "from_state" IN ('queued', "to_state")
    WHEN "to_state" = 'unknown' THEN "from_state" IN ('queued', 'sending', 'unknown')
    ELSE "delivery_rank"("to_state", "to_reason") >= "delivery_rank"("from_state", "from_reason") END
$$;

-- Which campaign reached the customer last; the office writes it.
ALTER TABLE "customers" ADD COLUMN "last_campaign" JSONB NOT NULL DEFAULT '{}';
SELECT "saha_adopt_field"('customers', 'lastCampaign');
