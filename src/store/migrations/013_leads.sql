-- The ledger of facts keeps what was taken back or refused; leads with their level, grade and brief.

alter table facts
  add column kind text not null default 'stated',
  -- As it was said; `value` is its normal form.
  add column words text;

create table leads (
  conversation_id text primary key references conversations (id),
  -- Something was said since the brief was written; null when it is up to date.
  dirty_at timestamptz,
  level integer not null default 0,
  grade text not null default 'cold',
  score real not null default 0,
  withdrawn boolean not null default false,
  -- How soon a person is to answer.
  answer_by timestamptz,
  brief jsonb,
  -- Grows with every brief that is written.
  brief_version integer not null default 0,
  -- Who wrote it: a model by name, or the understudy.
  writer text,
  written_at timestamptz
);
create index leads_dirty on leads (dirty_at) where dirty_at is not null;
