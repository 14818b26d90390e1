-- An office may decide that no advertising leaves before İYS has taken the yes it rests on. The id is the one every device
-- derives for the setting 'iys' (sync/rules/setting-rights.ts).
CREATE FUNCTION "office_waits_for_iys"() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM "settings" s WHERE s."id" = '905319a7-64ef-5e1b-a5d0-bed8a05483c7' AND s."archived_at" IS NULL
    AND s."value" ->> 'waits' = 'true')
$$;

-- Asked after "delivery_obstacle": there is a yes. What İYS said itself it knows; of what we heard it must have taken a file
-- that says it, or something later. 'iys_waiting' or ''.
CREATE FUNCTION "iys_obstacle"("of_purpose" text, "of_channel" text, "key" bytea) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN "of_purpose" NOT IN ('campaign', 'bulk') OR "of_channel" NOT IN ('email', 'sms', 'call') THEN ''
    WHEN NOT "office_waits_for_iys"() THEN ''
    WHEN (SELECT c."source" FROM "consents" c WHERE c."address_key" = "key" AND c."channel" = "of_channel"
          ORDER BY c."counts_at" DESC, (c."decision" = 'withdrawn') DESC LIMIT 1) = 'iys' THEN ''
    WHEN EXISTS (SELECT FROM "iys_handovers" h JOIN "iys_files" f ON f."id" = h."file_id"
                 WHERE h."address_key" = "key" AND h."channel" = "of_channel" AND h."decision" = 'given'
                   AND f."settled_at" IS NOT NULL
                   AND h."occurred_at" >= (SELECT o."counts_at" FROM "consent_of"("key", "of_channel") o)) THEN ''
    ELSE 'iys_waiting' END
$$;
