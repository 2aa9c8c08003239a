-- What people wrote. Passages are cut from articles and indexed by the retrieval room.

create table articles (
  id text primary key,
  body jsonb not null,
  content_hash text not null,
  imported_at timestamptz not null
);
