-- A field that gets a column begins empty. Until then anybody whose build said it was newer could leave a value under its
-- name in "extra"; nobody checked it, and the column must not come into being with it. Every migration that adds a column
-- to a replicated table calls this for the field: SELECT "saha_adopt_field"('customers', 'marketingConsent'). What was left,
-- when it was written, and cards about it go; the rows are written anew, so that devices hear of it (sync/README.md §9).
CREATE FUNCTION "saha_adopt_field"("noun" text, "field" text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  "cleared" bigint;
BEGIN
  EXECUTE format(
    'UPDATE %I SET "extra" = "extra" - $1, "stamps" = "stamps" - $1, '
    '"conflicts" = (SELECT coalesce(jsonb_agg("card"), ''[]'') FROM jsonb_array_elements("conflicts") AS "card" WHERE "card"->>''unit'' IS DISTINCT FROM $1) '
    'WHERE "extra" ? $1 OR "stamps" ? $1', "noun") USING "field";
  GET DIAGNOSTICS "cleared" = ROW_COUNT;
  RETURN "cleared";
END $$;
