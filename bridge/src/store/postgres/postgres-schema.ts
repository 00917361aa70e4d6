/**
 * Everything lies in a schema of its own. Keys compare by their bytes, whatever the database's locale, so that a walk goes on where it was.
 * `store` says whose the schema is, and which version has used it.
 */
export const schema = `
  CREATE SCHEMA IF NOT EXISTS kurrier;
  CREATE TABLE IF NOT EXISTS kurrier.store (version integer NOT NULL);
  CREATE TABLE IF NOT EXISTS kurrier.entries (
    namespace text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL, value text NOT NULL, PRIMARY KEY (namespace, key)
  );
  CREATE TABLE IF NOT EXISTS kurrier.leases (
    name text PRIMARY KEY, holder text NOT NULL, fence bigint NOT NULL, until timestamptz NOT NULL, version bigint NOT NULL DEFAULT 0
  );
  CREATE SEQUENCE IF NOT EXISTS kurrier.fence;
  INSERT INTO kurrier.store (version) SELECT 1 WHERE NOT EXISTS (SELECT FROM kurrier.store);
`;

/** The row of the lease that is held, its version raised; none where it is not. Locks it to the end of the statement. */
const held = `held AS (
  UPDATE kurrier.leases SET version = version + 1 WHERE name = $1 AND holder = $2 AND fence = $3 RETURNING 1
)`;

/** $1–$3: lease; $4, $5: name spaces and keys that are removed; $6–$8: name spaces, keys and values. Answers one row where it was held. */
export const fencedWriteStatement = `WITH ${held},
  gone AS (
    DELETE FROM kurrier.entries USING unnest($4::text[], $5::text[]) AS going (namespace, key)
    WHERE entries.namespace = going.namespace AND entries.key = going.key AND EXISTS (SELECT FROM held)
  ),
  put AS (
    INSERT INTO kurrier.entries SELECT * FROM unnest($6::text[], $7::text[], $8::text[]) WHERE EXISTS (SELECT FROM held)
    ON CONFLICT (namespace, key) DO UPDATE SET value = excluded.value
  )
SELECT FROM held`;

/** The same without a lease. */
export const writeStatement = `WITH
  gone AS (
    DELETE FROM kurrier.entries USING unnest($1::text[], $2::text[]) AS going (namespace, key)
    WHERE entries.namespace = going.namespace AND entries.key = going.key
  )
INSERT INTO kurrier.entries SELECT * FROM unnest($3::text[], $4::text[], $5::text[])
ON CONFLICT (namespace, key) DO UPDATE SET value = excluded.value`;

/** $1–$3: lease; $4: the name space. */
export const fencedClearStatement = `WITH ${held},
  gone AS (DELETE FROM kurrier.entries WHERE namespace = $4 AND EXISTS (SELECT FROM held))
SELECT FROM held`;

/** $1: name, $2: holder, $3: milliseconds. Answers the fence, no row while somebody else has it. */
export const acquireStatement = `
  INSERT INTO kurrier.leases AS own (name, holder, fence, until)
  VALUES ($1, $2, nextval('kurrier.fence'), clock_timestamp() + $3 * interval '1 millisecond')
  ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, fence = excluded.fence, until = excluded.until
  WHERE own.until <= clock_timestamp() OR own.holder = excluded.holder
  RETURNING fence`;

/**
 * $1–$3: names, holders and fences; $4: milliseconds, 0 gives them back. Answers the fences that are held. What was given back is nobody's
 * until it is acquired: of two statements of one bridge the later one may come first, over another connection.
 */
export const renewStatement = `
  UPDATE kurrier.leases SET until = CASE WHEN $4 = 0 THEN 'epoch' ELSE clock_timestamp() + $4 * interval '1 millisecond' END
  FROM unnest($1::text[], $2::text[], $3::bigint[]) AS mine (name, holder, fence)
  WHERE leases.name = mine.name AND leases.holder = mine.holder AND leases.fence = mine.fence AND leases.until > 'epoch'
  RETURNING leases.fence`;
