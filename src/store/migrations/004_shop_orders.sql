-- What the rules of the shop look at: where an order was bought, what kind it is, when it was paid, sent and received.

alter table shop_orders
  add column site text not null default 'cn',
  add column kind text not null default 'retail',
  add column paid_at timestamptz,
  add column payment text,
  add column dispatched_at timestamptz,
  add column delivered_at timestamptz,
  add column address text not null default '';
