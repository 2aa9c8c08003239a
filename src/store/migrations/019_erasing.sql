-- The event log stays append-only, but for a customer who asks to be erased: who does that says so in their transaction.
create or replace function forbid_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('baton.erasing', true) = 'on' then
    return old;
  end if;
  raise exception 'the event log is append-only';
end $$;
