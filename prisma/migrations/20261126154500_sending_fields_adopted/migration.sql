-- What 20261126131300_sending gave columns begins empty (20261126101000_adopted_fields): nobody's value of before counts as
-- a consent.
SELECT "saha_adopt_field"('customers', 'emailKey');
SELECT "saha_adopt_field"('customers', 'phoneKey');
SELECT "saha_adopt_field"('customers', 'altPhoneKey');
SELECT "saha_adopt_field"('customers', 'reach');
SELECT "saha_adopt_field"('customers', 'marketingConsent');
