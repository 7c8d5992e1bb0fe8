// Keeps what oidc-provider gives and asks in one table of PostgreSQL; each change waits for the disk.
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 8 });

export async function prepare() {
  await pool.query(`
    create table if not exists kept (
      model text not null,
      id text not null,
      content jsonb not null,
      grant_id text,
      uid text,
      ends timestamptz,
      primary key (model, id)
    )`);
  await pool.query("create index if not exists kept_grant on kept (grant_id)");
  await pool.query("create index if not exists kept_uid on kept (model, uid)");
  const { rows } = await pool.query("show synchronous_commit");
  if (rows[0].synchronous_commit !== "on") {
    throw new Error("synchronous_commit is off: the peer would not wait for the disk");
  }
}

export class Adapter {
  constructor(model) {
    this.model = model;
  }

  async upsert(id, content, seconds) {
    const ends = seconds ? new Date(Date.now() + seconds * 1000) : null;
    await pool.query(
      `insert into kept (model, id, content, grant_id, uid, ends) values ($1, $2, $3, $4, $5, $6)
       on conflict (model, id) do update
       set content = excluded.content, grant_id = excluded.grant_id, uid = excluded.uid, ends = excluded.ends`,
      [this.model, id, content, content.grantId ?? null, content.uid ?? null, ends],
    );
  }

  async find(id) {
    return this.#one("id", id);
  }

  async findByUid(uid) {
    return this.#one("uid", uid);
  }

  async findByUserCode() {
    return undefined;
  }

  async consume(id) {
    await pool.query(
      "update kept set content = content || jsonb_build_object('consumed', extract(epoch from now())::int) where model = $1 and id = $2",
      [this.model, id],
    );
  }

  async destroy(id) {
    await pool.query("delete from kept where model = $1 and id = $2", [this.model, id]);
  }

  async revokeByGrantId(grantId) {
    await pool.query("delete from kept where grant_id = $1", [grantId]);
  }

  async #one(column, value) {
    const { rows } = await pool.query(
      `select content from kept where model = $1 and ${column} = $2 and (ends is null or ends > now())`,
      [this.model, value],
    );
    return rows[0]?.content;
  }
}
