-- Clocks are folds over the log; here is only when to look at them next, and which run out.

alter table conversations
  add column clocks_check_at timestamptz,
  add column risks jsonb not null default '[]';
create index conversations_clocks on conversations (clocks_check_at) where clocks_check_at is not null;
update conversations set clocks_check_at = updated_at where holder ->> 'kind' <> 'agent' and closed_at is null;
