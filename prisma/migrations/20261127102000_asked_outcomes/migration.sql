-- Appointments that were over long ago without a word about how they went, and of which a follow-up was made: once each.
CREATE TABLE "asked_outcomes" (
  "root_id" UUID NOT NULL,
  "occurrence_on" TEXT NOT NULL,
  "customer_id" UUID NOT NULL,
  "asked_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "asked_outcomes_pkey" PRIMARY KEY ("root_id", "occurrence_on")
);
