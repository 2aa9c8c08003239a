import { seedSampleShop } from '../../src/connectors/sample-shop/seed.ts'
import type { Db, Queryable } from '../../src/store/db.ts'

/**
 * Empties every table but the articles. Rows are deleted with triggers and foreign keys asleep: a truncation makes new
 * files for every table and index, which in PGlite takes ten times as long.
 */
const emptyAll = `do $$ declare name text; begin
  set local session_replication_role = replica;
  for name in select tablename from pg_tables
    where schemaname = 'public' and tablename not in ('articles', 'migrations') loop
    execute format('delete from %I', name);
  end loop;
  perform setval(oid::regclass, 1, false) from pg_class where relkind = 'S';
end $$`

/** Keeps a copy of every table that has rows now, and from now on notices which of them are written to. */
const keep = `do $$ declare name text; filled boolean; begin
  drop schema if exists first_day cascade;
  create schema first_day;
  create table first_day.kept (name text primary key, touched boolean not null);
  create table first_day.sequences as
    select format('%I.%I', schemaname, sequencename) as name, coalesce(last_value, start_value) as value, last_value is not null as called
      from pg_sequences where schemaname = 'public';
  create function first_day.touch() returns trigger language plpgsql as
    'begin update first_day.kept set touched = true where name = tg_table_name and not touched; return null; end';
  for name in select tablename from pg_tables
    where schemaname = 'public' and tablename not in ('articles', 'migrations') loop
    execute format('select exists (select 1 from %I)', name) into filled;
    if filled then
      insert into first_day.kept values (name, false);
      execute format('create table first_day.%I as table public.%I', 'was_' || name, name);
      execute format('create trigger first_day after insert or update or delete or truncate on %I for each statement execute function first_day.touch()', name);
    end if;
  end loop;
end $$`

/** Empties what was empty on the first day, and fills anew only what was written to since. */
const putBack = `do $$ declare name text; begin
  set local session_replication_role = replica;
  for name in select tablename from pg_tables t
    where schemaname = 'public' and tablename not in ('articles', 'migrations')
      and not exists (select 1 from first_day.kept k where k.name = t.tablename) loop
    execute format('delete from %I', name);
  end loop;
  for name in update first_day.kept set touched = false where touched returning kept.name loop
    execute format('delete from %I', name);
    execute format('insert into %I overriding system value table first_day.%I', name, 'was_' || name);
  end loop;
  perform setval(s.name::regclass, s.value, s.called) from first_day.sequences s;
end $$`

/** The tables as if nothing had ever happened. */
export interface FirstDay {
  /** Takes everything back: every table but the articles, and the sample shop as on this day. */
  returnTo(day: Date): Promise<void>
}

/** Fills the shop once per day; to come back to that same day costs only what was changed since. */
export function firstDayOf(db: Db): FirstDay {
  let keptDay: number | null = null
  return {
    async returnTo(day) {
      const known = keptDay === day.getTime()
      keptDay = null
      await db.transaction(async (tx) => {
        if (known) await tx.query(putBack)
        else await begin(tx, day)
      })
      keptDay = day.getTime()
    },
  }
}

async function begin(tx: Queryable, day: Date): Promise<void> {
  await tx.query(emptyAll)
  await tx.query(`drop schema if exists first_day cascade`)
  await seedSampleShop(tx, day)
  await tx.query(keep)
}
