-- The sample shop's appointments. Free slots are reckoned by rule; a row here takes one seat of its slot.

create table shop_appointments (
  reference text primary key,
  kind text not null,
  -- The store's city in English; `phone` for a call.
  city text not null,
  store_id text not null,
  store_name jsonb not null,
  city_name jsonb not null,
  -- `YYYY-MM-DDTHH:MM` as the store's own clock shows it.
  local_start text not null,
  starts_at timestamptz not null,
  seat integer not null,
  status text not null default 'booked',
  shop_customer_id text references shop_customers (id),
  visitor_name text not null,
  visitor_phone text not null,
  moves integer not null default 0,
  booked_at timestamptz not null,
  -- The keys of every write to this row.
  idempotency_keys text[] not null
);
create unique index shop_appointments_seat on shop_appointments (kind, city, local_start, seat)
  where status <> 'cancelled';
create index shop_appointments_of_customer on shop_appointments (shop_customer_id, starts_at);
create index shop_appointments_of_key on shop_appointments using gin (idempotency_keys);
