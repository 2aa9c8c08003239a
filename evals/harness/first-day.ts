import { z } from 'zod'
import { seedSampleShop } from '../../src/connectors/sample-shop/seed.ts'
import { rowsAs, type Db, type Queryable } from '../../src/store/db.ts'

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
  create function first_day.touch() returns trigger language plpgsql as
    'begin update first_day.kept set touched = true where name = tg_table_name and not touched; return null; end';
  for name in select tablename from pg_tables
    where schemaname = 'public' and tablename not in ('articles', 'migrations') loop
    execute format('select exists (select 1 from %I)', name) into filled;
    if filled then
      insert into first_day.kept values (name, false);
      execute format('create table first_day.%I as select t as was from public.%I t', name, name);
      execute format('create trigger first_day after insert or update or delete or truncate on %I for each statement execute function first_day.touch()', name);
    end if;
  end loop;
end $$`

/** The event log forbids every change of what stands in it; here only the house itself takes rows away. */
const logMayBeEmptied = `create or replace trigger events_append_only before update on events
  for each row execute function forbid_change()`

/** The tables as if nothing had ever happened. */
export interface FirstDay {
  /** Takes everything back: every table but the articles, and the sample shop as on this day. */
  returnTo(day: Date): Promise<void>
}

/** Fills the shop once per day; to come back to that same day costs only what was changed since. */
export function firstDayOf(db: Db): FirstDay {
  let kept: { day: number; tables: Table[]; setSequences: string } | null = null
  return {
    async returnTo(day) {
      const known = kept?.day === day.getTime() ? kept : null
      kept = null
      await db.transaction(async (tx) => {
        kept = known ?? { day: day.getTime(), ...(await begin(tx, day)) }
        if (known) await putBack(tx, known.tables, known.setSequences)
      })
    },
  }
}

/** Fills the shop and keeps a copy. */
async function begin(tx: Queryable, day: Date) {
  await tx.query(emptyAll)
  await tx.query(`drop schema if exists first_day cascade`)
  await seedSampleShop(tx, day)
  await tx.query(keep)
  await tx.query(logMayBeEmptied)
  const sequences = await tx.query(
    `select format('setval(%L, %s, %L)', format('%I.%I', schemaname, sequencename), coalesce(last_value, start_value), last_value is not null) as "set"
       from pg_sequences where schemaname = 'public'`,
  )
  return {
    tables: await rowsAs(tx, Table, tablesNow),
    setSequences: `select ${sequences.map((it) => String(it['set'])).join(', ')}`,
  }
}

/** A few statements that are the same every time: prepared, they cost a tenth of one for each table. */
async function putBack(tx: Queryable, tables: readonly Table[], setSequences: string) {
  const touched = await tx.query('select name from first_day.kept where touched')
  const filled = tables.filter(({ name }) => touched.some((it) => it['name'] === name))
  await tx.query(takeAway(tables.filter((it) => !it.filled || filled.includes(it))))
  if (filled.length > 0) {
    await tx.query(bringBack(filled))
    await tx.query('update first_day.kept set touched = false where touched')
  }
  await tx.query(setSequences)
}

const Table = z.object({
  name: z.string(),
  /** It had rows on the first day. */
  filled: z.boolean(),
  columns: z.array(z.string()),
  key: z.array(z.string()),
})
type Table = z.infer<typeof Table>

const tablesNow = `
  select tablename as name, exists (select 1 from first_day.kept k where k.name = tablename) as filled,
         array(select quote_ident(attname) from pg_attribute a
                where a.attrelid = tablename::regclass and attnum > 0 and not attisdropped order by attnum) as columns,
         array(select quote_ident(attname) from pg_attribute a join pg_index i on i.indrelid = a.attrelid and i.indisprimary
                where a.attrelid = tablename::regclass and attnum = any(i.indkey)) as key
    from pg_tables where schemaname = 'public' and tablename not in ('articles', 'migrations') order by 1`

/** Takes the rows that were not there. In one statement, so that keys between tables are looked at when all is gone. */
const takeAway = (tables: readonly Table[]): string =>
  `with ${tables
    .map(({ name, filled, key }) => {
      const was = key.map((column) => `(was).${column}`).join(', ')
      const added = ` where (${key.join(', ')}) not in (select ${was} from first_day.${name})`
      return `${name}_gone as (delete from ${name}${filled ? added : ''})`
    })
    .join(',\n')} select 1`

/** Rows that are missing, and those that are different. */
const bringBack = (tables: readonly Table[]): string =>
  `with ${tables
    .map(({ name, columns, key }) => {
      const asItWas = columns.map((column) => `${column} = excluded.${column}`).join(', ')
      return `${name}_back as (
        insert into ${name} overriding system value
        select (was).* from first_day.${name} where was not in (select t from ${name} t)
        on conflict (${key.join(', ')}) do update set ${asItWas})`
    })
    .join(',\n')} select 1`
