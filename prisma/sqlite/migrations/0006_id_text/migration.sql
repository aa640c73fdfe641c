-- Which instances have an id that holds three given characters, whatever their case: rowid is the key of the instance. The
-- ids themselves are not kept again. Filled in steps: every instance up to the key of the mark is in it, and none after.
CREATE VIRTUAL TABLE "instance_text" USING fts5(
  "instance_id", tokenize = 'trigram', content = '', columnsize = 0, detail = 'none'
);
INSERT INTO "instance_text" (rowid, "instance_id") SELECT "key", "instance_id" FROM "instance";
INSERT INTO "meta" ("name", "value") SELECT 'indexed_key', coalesce(max("key"), 0) FROM "instance";
