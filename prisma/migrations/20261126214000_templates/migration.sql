-- Texts that are written once and used often.
CREATE TABLE "templates" (
  "id" UUID NOT NULL,
  "name" TEXT NOT NULL DEFAULT '',
  "purpose" TEXT NOT NULL,
  "email_subject_tr" TEXT NOT NULL DEFAULT '',
  "email_body_tr" TEXT NOT NULL DEFAULT '',
  "email_subject_en" TEXT NOT NULL DEFAULT '',
  "email_body_en" TEXT NOT NULL DEFAULT '',
  "sms_tr" TEXT NOT NULL DEFAULT '',
  "sms_en" TEXT NOT NULL DEFAULT '',
  "archived_at" TIMESTAMPTZ(3),
  "created_by" UUID NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "templates_pkey" PRIMARY KEY ("id")
);
SELECT "saha_replicate"('templates');
