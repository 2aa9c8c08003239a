-- What the sample shop knows of its customers besides their orders: birthdays and personal vouchers.

alter table shop_customers add column birthday text not null default '';

create table shop_vouchers (
  code text primary key,
  customer_id text not null references shop_customers (id),
  kind text not null,
  amount_minor integer not null,
  currency text not null,
  -- The least that goods must cost; null without a threshold.
  least_minor integer,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index shop_vouchers_of_customer on shop_vouchers (customer_id);
