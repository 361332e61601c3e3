-- The core: organisations, people, customers and their audit trail, and what the database itself guarantees.

create extension if not exists pg_trgm;

-- Roles belong to the whole server, so another database may have made them, even at this moment.
do $$
declare
  role_name text;
begin
  foreach role_name in array array['caseload_app', 'caseload_search'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      begin
        execute format('create role %I nologin noinherit', role_name);
      exception when duplicate_object or unique_violation then
        null;
      end;
    end if;
    if not pg_has_role(current_user, role_name, 'member') then
      execute format('grant %I to current_user', role_name);
    end if;
  end loop;
end
$$;

grant usage on schema public to caseload_app, caseload_search;

create function caseload_meta.current_organisation() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('caseload.organisation_id', true), '')::uuid;

grant usage on schema caseload_meta to caseload_app, caseload_search;

-- Tables -----------------------------------------------------------------------------------------------

create table organisations (
  organisation_id uuid primary key,
  slug text not null unique,
  name text not null,
  created_at timestamptz not null default clock_timestamp(),
  constraint organisations_slug_shape check (slug ~ '^[a-z][a-z0-9-]{0,62}$')
);

create table employees (
  organisation_id uuid not null,
  id uuid not null,
  name text not null,
  email text,
  code text,
  role text not null,
  active boolean not null default true,
  password_hash text,
  session_epoch integer not null default 0,
  created_at timestamptz not null default clock_timestamp(),
  constraint employees_pkey primary key (organisation_id, id),
  constraint employees_organisation_fkey foreign key (organisation_id) references organisations (organisation_id),
  constraint employees_email_key unique (organisation_id, email),
  constraint employees_code_key unique (organisation_id, code),
  constraint employees_email_lower check (email = lower(email)),
  constraint employees_role_known check (role in ('employee', 'supervisor', 'admin')),
  constraint employees_active_has_email check (not active or email is not null)
);

-- Sign-in knows the e-mail address before it knows the organisation.
create index employees_sign_in on employees (email);

create table statuses (
  organisation_id uuid not null,
  key text not null,
  label text not null,
  category text not null,
  position integer not null,
  constraint statuses_pkey primary key (organisation_id, key),
  constraint statuses_organisation_fkey foreign key (organisation_id) references organisations (organisation_id),
  constraint statuses_category_known check (category in ('open', 'waiting', 'done'))
);

create type customer_priority as enum ('urgent', 'high', 'normal', 'low');

create table customers (
  organisation_id uuid not null,
  id uuid not null,
  name text not null,
  email text,
  phone text,
  status text not null,
  priority customer_priority not null default 'normal',
  assigned_to uuid,
  archived boolean not null default false,
  due_at timestamptz,
  follow_up_at timestamptz,
  notes text not null default '',
  tags text[] not null default '{}',
  fields jsonb not null default '{}',
  external_id text,
  version integer not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  -- The phone number a second time as bare digits, so that 0151-234 is found by 0151 234 typed as 0151234.
  search text not null generated always as (
    lower(name || E'\n' || coalesce(email, '') || E'\n' || coalesce(phone, '') || E'\n'
      || regexp_replace(coalesce(phone, ''), '[^0-9]', '', 'g'))
  ) stored,
  -- What lists are ordered by, as columns of their own: under a row policy an index is only used for what is
  -- provably leakproof, and neither coalesce, lower nor the comparison of an enum is. No due date counts as never.
  due_sort timestamptz not null generated always as (coalesce(due_at, 'infinity'::timestamptz)) stored,
  name_sort text not null generated always as (lower(name)) stored,
  priority_sort smallint not null generated always as (
    case priority when 'urgent' then 1 when 'high' then 2 when 'normal' then 3 else 4 end
  ) stored,
  constraint customers_pkey primary key (organisation_id, id),
  constraint customers_organisation_fkey foreign key (organisation_id) references organisations (organisation_id),
  constraint customers_status_fkey foreign key (organisation_id, status) references statuses (organisation_id, key),
  constraint customers_assigned_to_fkey foreign key (organisation_id, assigned_to) references employees (organisation_id, id),
  constraint customers_external_id_key unique (organisation_id, external_id),
  constraint customers_fields_object check (jsonb_typeof(fields) = 'object')
);

-- Assigned work: equality on the first four columns, then the order of the page.
create index customers_assigned_work on customers (assigned_to, status, archived, organisation_id, due_sort, id);

-- Work that is nobody's. IS NULL on the index above would find the rows but not prove their order.
create index customers_unassigned on customers (organisation_id, status, archived, due_sort, id) where assigned_to is null;

-- The lists of everybody's customers, one index an order. There is none for updated_at: every update would
-- have to maintain it and could no longer stay on its page.
create index customers_by_due on customers (organisation_id, status, archived, due_sort, id);
create index customers_by_name on customers (organisation_id, status, archived, name_sort collate "C", id);
create index customers_by_created on customers (organisation_id, status, archived, created_at, id);
create index customers_by_priority on customers (organisation_id, status, archived, priority_sort, id);

create index customers_search on customers using gin (search gin_trgm_ops);

-- The audit trail, which is the live feed as well: position orders it, transaction_id tells how far readers
-- may go without skipping what commits late. There is deliberately no foreign key to customers: it would make
-- a comment wait for whoever holds the customer's row lock. The trigger below sees to it instead.
create table customer_actions (
  organisation_id uuid not null,
  id uuid not null,
  position bigint not null generated always as identity,
  transaction_id xid8 not null default pg_current_xact_id(),
  customer_id uuid not null,
  type text not null,
  actor_id uuid not null,
  changes jsonb not null default '[]',
  comment text,
  customer_version integer,
  via text not null,
  request_id text,
  operation_id text not null,
  operation_hash text,
  created_at timestamptz not null default clock_timestamp(),
  constraint customer_actions_pkey primary key (organisation_id, id),
  constraint customer_actions_actor_fkey foreign key (organisation_id, actor_id) references employees (organisation_id, id),
  constraint customer_actions_version_key unique (organisation_id, customer_id, customer_version),
  constraint customer_actions_operation_key unique (organisation_id, operation_id),
  constraint customer_actions_type_known check (
    type in ('create', 'comment', 'status_change', 'assignment', 'update', 'archive', 'import')
  ),
  constraint customer_actions_via_known check (via in ('browser', 'api', 'import', 'bulk', 'seed')),
  constraint customer_actions_comment_has_text check ((type = 'comment') = (comment is not null)),
  constraint customer_actions_comment_has_no_version check ((type = 'comment') = (customer_version is null))
);

create index customer_actions_trail on customer_actions (organisation_id, customer_id, position);
create index customer_actions_feed on customer_actions (organisation_id, position);

-- The table of connect-pg-simple with a zone in its time and an owner, both taken from the session itself.
create table sessions (
  sid text not null,
  sess jsonb not null,
  expire timestamptz not null,
  organisation_id uuid not null generated always as ((sess ->> 'organisationId')::uuid) stored,
  employee_id uuid not null generated always as ((sess ->> 'employeeId')::uuid) stored,
  constraint sessions_pkey primary key (organisation_id, sid),
  constraint sessions_sid_key unique (sid),
  constraint sessions_employee_fkey foreign key (organisation_id, employee_id) references employees (organisation_id, id)
);

create index sessions_employee on sessions (organisation_id, employee_id);
create index sessions_expire on sessions (expire);

-- Versions and times ------------------------------------------------------------------------------------

create function stamp_new_customer() returns trigger language plpgsql as $$
begin
  new.version := 1;
  new.updated_at := clock_timestamp();
  return new;
end
$$;

create trigger customers_stamp_new before insert on customers
  for each row execute function stamp_new_customer();

-- Runs after the row lock was granted, so the clock is read late enough; one microsecond more than the old
-- value keeps the order when the clock stands still or was set back.
create function stamp_changed_customer() returns trigger language plpgsql as $$
begin
  if new.id <> old.id or new.organisation_id <> old.organisation_id or new.created_at <> old.created_at then
    raise exception 'the identity of a customer does not change' using errcode = 'integrity_constraint_violation';
  end if;
  new.version := old.version + 1;
  new.updated_at := greatest(clock_timestamp(), old.updated_at + interval '1 microsecond');
  return new;
end
$$;

create trigger customers_stamp_changed before update on customers
  for each row execute function stamp_changed_customer();

-- No change without its action ----------------------------------------------------------------------------

create function require_customer_action() returns trigger language plpgsql as $$
declare
  found_version integer;
begin
  -- The order decides for the index that holds the versions. Without it, and with statistics from when the table
  -- was empty, all indexes that begin with the organisation look alike, and one of them reads every action.
  select a.customer_version into found_version from customer_actions a
  where a.organisation_id = new.organisation_id and a.customer_id = new.id and a.customer_version >= new.version
  order by a.customer_version limit 1;
  if found_version is distinct from new.version then
    raise exception 'customer % has no action for version %', new.id, new.version
      using errcode = 'integrity_constraint_violation', constraint = 'customers_change_has_action';
  end if;
  return null;
end
$$;

create constraint trigger customers_change_has_action after insert or update on customers
  deferrable initially deferred for each row execute function require_customer_action();

-- An action speaks of a customer of its own organisation, and one that changed it carries the version and the
-- time the customer has now.
create function tie_action_to_customer() returns trigger language plpgsql as $$
declare
  present record;
begin
  select c.version, c.updated_at into present
  from customers c where c.organisation_id = new.organisation_id and c.id = new.customer_id;
  if not found then
    raise exception 'no customer %', new.customer_id
      using errcode = 'foreign_key_violation', constraint = 'customer_actions_customer';
  end if;
  if new.customer_version is null then
    new.created_at := clock_timestamp();
  elsif new.customer_version = present.version then
    new.created_at := present.updated_at;
  else
    raise exception 'customer % is at version %, not %', new.customer_id, present.version, new.customer_version
      using errcode = 'integrity_constraint_violation', constraint = 'customer_actions_customer_version';
  end if;
  return new;
end
$$;

create trigger customer_actions_tie before insert on customer_actions
  for each row execute function tie_action_to_customer();

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% keeps every row for ever: % refused', tg_table_name, lower(tg_op)
    using errcode = 'integrity_constraint_violation', constraint = tg_table_name || '_kept';
end
$$;

create trigger customer_actions_kept before update or delete or truncate on customer_actions
  for each statement execute function refuse_change();
create trigger customers_kept before delete or truncate on customers
  for each statement execute function refuse_change();

-- Row-level security --------------------------------------------------------------------------------------

do $$
declare
  table_name text;
begin
  foreach table_name in array array['organisations', 'employees', 'statuses', 'customers', 'customer_actions', 'sessions'] loop
    execute format('alter table %I enable row level security', table_name);
    execute format('alter table %I force row level security', table_name);
    execute format(
      'create policy %I on %I to caseload_app using (organisation_id = (select caseload_meta.current_organisation()))',
      table_name || '_of_organisation', table_name);
  end loop;
end
$$;

-- The three questions asked before the organisation is known, each answered for one exact key only.
create policy employees_of_sign_in on employees for select to caseload_app
  using (email = (select nullif(current_setting('caseload.sign_in_email', true), '')));
create policy organisations_of_slug on organisations for select to caseload_app
  using (slug = (select nullif(current_setting('caseload.organisation_slug', true), '')));
create policy sessions_of_id on sessions to caseload_app
  using (sid = (select nullif(current_setting('caseload.session_id', true), '')));
create policy sessions_expired on sessions to caseload_app
  using (expire < now() and (select current_setting('caseload.prune_sessions', true)) = 'on');

grant select, insert, update on organisations, employees, statuses, customers to caseload_app;
grant select, insert on customer_actions to caseload_app;
grant select, insert, update, delete on sessions to caseload_app;

-- Text search. ILIKE may not be evaluated before a row policy, so under the application's role the trigram
-- index could never be used. This function looks as a role that may read nothing but the searched text, and
-- keeps to the organisation itself.
create policy customers_of_search on customers for select to caseload_search using (true);
grant select (organisation_id, id, search) on customers to caseload_search;

create function search_customers(pattern text) returns setof uuid
  language sql stable security definer parallel safe rows 200
  set search_path = public, pg_temp
  as $$
    select id from customers
    where organisation_id = (select caseload_meta.current_organisation()) and search like pattern
  $$;

do $$
begin
  execute 'grant create on schema public to caseload_search';
  execute 'alter function search_customers(text) owner to caseload_search';
  execute 'revoke create on schema public from caseload_search';
end
$$;

revoke execute on function search_customers(text) from public;
grant execute on function search_customers(text) to caseload_app;

-- One secret for all processes of the installation, for cookies and cursors, unless SESSION_SECRET is set.
create table caseload_meta.installation (
  only_row boolean primary key default true check (only_row),
  secret text not null
);
insert into caseload_meta.installation (secret) values (replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));
grant select on caseload_meta.installation to caseload_app;
