-- The sample shop: a small business system to try everything against. Its amounts are minor units.

create table shop_customers (
  id text primary key,
  name text not null,
  phone text not null,
  email text not null,
  language text not null,
  level text not null
);

create table shop_orders (
  number text primary key,
  customer_id text not null references shop_customers (id),
  status text not null,
  placed_at timestamptz not null,
  total_minor integer not null,
  currency text not null,
  lines jsonb not null,
  city text not null,
  country text not null,
  promised_by timestamptz
);
create index shop_orders_of_customer on shop_orders (customer_id, placed_at);

create table shop_parcels (
  tracking_number text primary key,
  order_number text not null references shop_orders (number),
  carrier jsonb not null,
  state text not null,
  stops jsonb not null,
  expected_by timestamptz
);
create index shop_parcels_of_order on shop_parcels (order_number);

create table shop_urges (
  idempotency_key text primary key,
  order_number text not null references shop_orders (number),
  reference text not null,
  answer_by timestamptz not null,
  at timestamptz not null
);
create index shop_urges_of_order on shop_urges (order_number, at);

create table shop_coupons (
  code text primary key,
  order_number text not null references shop_orders (number),
  reason text not null,
  amount_minor integer not null,
  currency text not null,
  expires_at timestamptz not null,
  idempotency_key text not null unique,
  unique (order_number, reason)
);
