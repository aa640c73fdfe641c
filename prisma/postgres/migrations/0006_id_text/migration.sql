-- Every three characters in a row that an id holds, ASCII letters in lower case. Not for parallel plans: what is found by
-- the index takes less time than it takes to start their workers.
CREATE FUNCTION "id_trigrams"("id" TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE STRICT PARALLEL UNSAFE AS $$
  SELECT coalesce(array_agg(DISTINCT substr(lower_id, place, 3)), '{}')
  FROM translate(id, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') AS lower_id,
    generate_series(1, length(lower_id) - 2) AS place
$$;

-- Ids apart from their instances: an index over them there would be written anew by every change of an instance.
CREATE TABLE "instance_text" (
  "instance_key" BIGINT NOT NULL PRIMARY KEY,
  "instance_id" TEXT COLLATE "C" NOT NULL,
  FOREIGN KEY ("instance_key") REFERENCES "instance" ("key") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "instance_text" ("instance_key", "instance_id") SELECT "key", "instance_id" FROM "instance";
CREATE INDEX "instance_text_trigrams" ON "instance_text" USING gin ("id_trigrams"("instance_id"))
  WITH (gin_pending_list_limit = 512);
