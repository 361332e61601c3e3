-- The texts that are searched get a table of their own. With their index on customers, every change of a status or
-- of an assignee made new entries for all trigrams of the name: a third of the time of moving many customers.

create table customer_search (
  organisation_id uuid not null,
  customer_id uuid not null,
  search text not null,
  constraint customer_search_pkey primary key (organisation_id, customer_id)
);

-- The owner is held by the policies too, unless it is a superuser.
alter table customers no force row level security;
insert into customer_search (organisation_id, customer_id, search) select organisation_id, id, search from customers;
alter table customers force row level security;

drop index customers_search;
create index customer_search_trigrams on customer_search using gin (search gin_trgm_ops);

-- Nobody but the search reads or writes it; the application only calls the function.
alter table customer_search enable row level security;
alter table customer_search force row level security;
create policy customer_search_of_search on customer_search to caseload_search using (true) with check (true);
grant select, insert, update on customer_search to caseload_search;
drop policy customers_of_search on customers;
revoke select (organisation_id, id, search) on customers from caseload_search;

-- For any number of rows at once; customers are never deleted.
create function add_to_search() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into customer_search (organisation_id, customer_id, search) select organisation_id, id, search from added;
  return null;
end
$$;

create function change_in_search() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update customer_search s set search = new.search
    where s.organisation_id = new.organisation_id and s.customer_id = new.id;
  return null;
end
$$;

drop function search_customers(text);
create function search_customers(pattern text) returns setof uuid
  language sql stable security definer parallel safe rows 200
  set search_path = public, pg_temp
  as $$
    select customer_id from customer_search
    where organisation_id = (select caseload_meta.current_organisation()) and search like pattern
  $$;

revoke execute on function add_to_search(), change_in_search(), search_customers(text) from public;
grant execute on function search_customers(text) to caseload_app;

create trigger customers_added_to_search after insert on customers
  referencing new table as added for each statement execute function add_to_search();
create trigger customers_changed_in_search after update of name, email, phone on customers
  for each row when (new.search <> old.search) execute function change_in_search();

do $$
declare
  signature text;
begin
  execute 'grant create on schema public to caseload_search';
  foreach signature in array array['add_to_search()', 'change_in_search()', 'search_customers(text)'] loop
    execute format('alter function %s owner to caseload_search', signature);
  end loop;
  execute 'revoke create on schema public from caseload_search';
end
$$;

-- Once a transaction knows that somebody may be given work, and keeps them from being deactivated, it need not ask
-- again for the next customer. The setting ends with the transaction, as the lock does.
create or replace function mind_deactivation() returns trigger language plpgsql as $$
begin
  if current_setting('caseload.minded', true) = new.assigned_to::text then
    return new;
  end if;
  perform pg_advisory_xact_lock_shared(hashtextextended('caseload.assignee ' || new.assigned_to::text, 0));
  if exists (select from employees e where e.organisation_id = new.organisation_id and e.id = new.assigned_to
    and not e.active and e.deactivated_at > transaction_timestamp() - interval '1 minute') then
    raise exception 'employee % was deactivated just now', new.assigned_to using errcode = 'serialization_failure';
  end if;
  perform set_config('caseload.minded', new.assigned_to::text, true);
  return new;
end
$$;
