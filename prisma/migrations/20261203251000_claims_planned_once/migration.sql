-- What stands in the way of a delivery is asked for every row of a claim. As SQL functions their inner questions were
-- planned anew each time; these say the same and keep their plans.
CREATE OR REPLACE FUNCTION "delivery_obstacle"("of_purpose" text, "of_channel" text, "key" bytea, "of_basis" uuid)
RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE "answer" text;
BEGIN
  SELECT s."reason" INTO "answer" FROM "suppressions" s
  WHERE s."address_key" = "key" AND s."channel" = "of_channel" AND s."lifted_by" IS NULL
    AND (s."reason" NOT IN ('unsubscribed', 'iys') OR "of_purpose" IN ('campaign', 'bulk'))
  ORDER BY "suppression_severity"(s."reason") DESC LIMIT 1;
  IF "answer" IS NOT NULL THEN RETURN "answer"; END IF;
  IF "of_purpose" IN ('campaign', 'bulk') THEN
    SELECT CASE c."decision" WHEN 'given' THEN '' ELSE 'consent_withdrawn' END INTO "answer"
    FROM "consent_of"("key", "of_channel") c;
    RETURN coalesce("answer", 'consent_missing');
  END IF;
  IF "of_purpose" = 'reminder' THEN
    IF EXISTS (SELECT FROM "reminders" r WHERE r."id" = "of_basis") THEN RETURN "reminder_obstacle"("of_basis"); END IF;
    RETURN CASE WHEN EXISTS (SELECT FROM "appointments" a WHERE a."id" = "of_basis" AND a."deleted_at" IS NULL
      AND a."status" IN ('confirmed', 'approved')) THEN '' ELSE 'appointment_closed' END;
  END IF;
  IF "of_purpose" IN ('report', 'system') THEN
    RETURN CASE WHEN EXISTS (SELECT FROM "members" m WHERE m."id" = "of_basis" AND m."is_active"
      AND ("of_channel" <> 'email' OR "address_key"("normal_email"(m."email")) = "key"))
      THEN '' ELSE 'recipient_gone' END;
  END IF;
  RETURN '';
END $$;

CREATE OR REPLACE FUNCTION "campaign_obstacle"("of_campaign" uuid) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN coalesce((SELECT CASE c."state" WHEN 'running' THEN '' WHEN 'finished' THEN ''
    WHEN 'cancelled' THEN 'campaign_cancelled' ELSE 'campaign_paused' END
    FROM "campaigns" c WHERE c."id" = "of_campaign"), '');
END $$;

CREATE OR REPLACE FUNCTION "iys_obstacle"("of_purpose" text, "of_channel" text, "key" bytea)
RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF "of_purpose" NOT IN ('campaign', 'bulk') OR "of_channel" NOT IN ('email', 'sms', 'call') THEN RETURN ''; END IF;
  IF NOT "office_waits_for_iys"() THEN RETURN ''; END IF;
  RETURN CASE
    WHEN (SELECT c."source" FROM "consents" c WHERE c."address_key" = "key" AND c."channel" = "of_channel"
          ORDER BY c."counts_at" DESC, (c."decision" = 'withdrawn') DESC LIMIT 1) = 'iys' THEN ''
    WHEN EXISTS (SELECT FROM "iys_handovers" h JOIN "iys_files" f ON f."id" = h."file_id"
                 WHERE h."address_key" = "key" AND h."channel" = "of_channel" AND h."decision" = 'given'
                   AND f."settled_at" IS NOT NULL
                   AND h."occurred_at" >= (SELECT o."counts_at" FROM "consent_of"("key", "of_channel") o)) THEN ''
    ELSE 'iys_waiting' END;
END $$;
