-- What the office answered by itself ends nobody's waiting (sync/rules/message.ts: AUTOMATIC).
CREATE OR REPLACE FUNCTION "follow_messages"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH "newest" AS (
    SELECT "conversation_id", max("created_at") FILTER (WHERE "direction" = 'in') AS "came",
      max("created_at") FILTER (WHERE "direction" = 'out' AND "sender_name" <> 'saha:automatic') AS "went"
    FROM "said" GROUP BY 1
  ), "behind" AS (
    SELECT c."id", n."came", n."went" FROM "conversations" c JOIN "newest" n ON n."conversation_id" = c."id"
    WHERE coalesce(n."came" > c."last_inbound_at", n."came" IS NOT NULL)
      OR coalesce(n."went" > c."last_outbound_at", n."went" IS NOT NULL)
    ORDER BY c."id" FOR NO KEY UPDATE OF c
  )
  UPDATE "conversations" c SET "last_inbound_at" = greatest(c."last_inbound_at", b."came"),
    "last_outbound_at" = greatest(c."last_outbound_at", b."went")
  FROM "behind" b WHERE b."id" = c."id";
  RETURN NULL;
END $$;
