-- The whole schema of Caseload, for an empty PostgreSQL 15 or later: psql -v ON_ERROR_STOP=1 -f database_schema.sql
-- Written by `npm run db:schema` from db/migrations; a test holds it against them. Do not edit.

begin;

create schema if not exists caseload_meta;
create table if not exists caseload_meta.migrations (
  name text primary key,
  checksum text not null,
  applied_at timestamptz not null default clock_timestamp()
);

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
    if current_setting('server_version_num')::integer < 160000 then
      if not pg_has_role(current_user, role_name, 'member') then
        execute format('grant %I to current_user', role_name);
      end if;
    elsif not pg_has_role(current_user, role_name, 'set') then
      execute format('grant %I to current_user with set true', role_name);
    end if;
  end loop;
end
$$;

-- 0001_core.sql

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

insert into caseload_meta.migrations (name, checksum) values ('0001_core.sql', 'c140c02f19f7914233d52155cd247de08ccb541884ff6746126499b4d2300abf');

-- 0002_screens.sql

-- What the screens keep: views, settings, drafts, visits, files, mentions, tags and custom fields.

-- Follow-ups in order. Few customers have one, so the index is small and most writes do not touch it.
alter table customers add column follow_up_sort timestamptz not null
  generated always as (coalesce(follow_up_at, 'infinity'::timestamptz)) stored;
create index customers_follow_up on customers (assigned_to, status, archived, organisation_id, follow_up_sort, id)
  where follow_up_at is not null;

-- Passing a customer over is part of the history: an action with a reason that changes nothing.
alter table customer_actions
  drop constraint customer_actions_type_known,
  drop constraint customer_actions_comment_has_text,
  drop constraint customer_actions_comment_has_no_version,
  add constraint customer_actions_type_known check (
    type in ('create', 'comment', 'status_change', 'assignment', 'update', 'archive', 'import', 'skip')
  ),
  add constraint customer_actions_comment_has_text check ((type in ('comment', 'skip')) = (comment is not null)),
  add constraint customer_actions_comment_has_no_version check ((type in ('comment', 'skip')) = (customer_version is null));

-- The activity of everybody and of one person, by time.
create index customer_actions_activity on customer_actions (organisation_id, created_at, position);
create index customer_actions_of_actor on customer_actions (organisation_id, actor_id, created_at, position);

-- Shared by the tables below ---------------------------------------------------------------------------------

create function stamp_updated() returns trigger language plpgsql as $$
begin
  new.updated_at := case tg_op
    when 'INSERT' then clock_timestamp()
    else greatest(clock_timestamp(), old.updated_at + interval '1 microsecond')
  end;
  return new;
end
$$;

-- In place of a foreign key to customers, which would wait for whoever holds the customer's row lock.
create function require_customer() returns trigger language plpgsql as $$
begin
  if not exists (select from customers c where c.organisation_id = new.organisation_id and c.id = new.customer_id) then
    raise exception 'no customer %', new.customer_id
      using errcode = 'foreign_key_violation', constraint = tg_table_name || '_customer';
  end if;
  return new;
end
$$;

-- Views ------------------------------------------------------------------------------------------------------

create table saved_views (
  organisation_id uuid not null,
  id uuid not null,
  owner_id uuid not null,
  name text not null,
  filter jsonb not null,
  sort text not null,
  shared boolean not null default false,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  constraint saved_views_pkey primary key (organisation_id, id),
  constraint saved_views_owner_fkey foreign key (organisation_id, owner_id) references employees (organisation_id, id),
  constraint saved_views_filter_object check (jsonb_typeof(filter) = 'object')
);

create index saved_views_owner on saved_views (organisation_id, owner_id);
create trigger saved_views_stamp before insert or update on saved_views
  for each row execute function stamp_updated();

-- Settings ---------------------------------------------------------------------------------------------------

create table employee_settings (
  organisation_id uuid not null,
  employee_id uuid not null,
  time_zone text,
  language text not null default 'system',
  theme text not null default 'system',
  density text not null default 'default',
  single_keys boolean not null default true,
  keys jsonb not null default '{}',
  updated_at timestamptz not null default clock_timestamp(),
  constraint employee_settings_pkey primary key (organisation_id, employee_id),
  constraint employee_settings_employee_fkey foreign key (organisation_id, employee_id) references employees (organisation_id, id),
  constraint employee_settings_language_known check (language in ('system', 'en', 'de')),
  constraint employee_settings_theme_known check (theme in ('system', 'light', 'dark')),
  constraint employee_settings_density_known check (density in ('compact', 'default', 'comfortable')),
  constraint employee_settings_keys_object check (jsonb_typeof(keys) = 'object')
);

create trigger employee_settings_stamp before insert or update on employee_settings
  for each row execute function stamp_updated();

-- What one person left at a customer -------------------------------------------------------------------------

create table customer_visits (
  organisation_id uuid not null,
  employee_id uuid not null,
  customer_id uuid not null,
  seen_action_id uuid not null,
  visited_at timestamptz not null default clock_timestamp(),
  constraint customer_visits_pkey primary key (organisation_id, employee_id, customer_id),
  constraint customer_visits_employee_fkey foreign key (organisation_id, employee_id) references employees (organisation_id, id),
  constraint customer_visits_seen_action_fkey foreign key (organisation_id, seen_action_id) references customer_actions (organisation_id, id)
);

-- One row a device, so that two devices never write over each other.
create table drafts (
  organisation_id uuid not null,
  employee_id uuid not null,
  customer_id uuid not null,
  kind text not null,
  device text not null,
  content jsonb not null,
  typed_at timestamptz not null,
  constraint drafts_pkey primary key (organisation_id, employee_id, customer_id, kind, device),
  constraint drafts_employee_fkey foreign key (organisation_id, employee_id) references employees (organisation_id, id),
  constraint drafts_content_object check (jsonb_typeof(content) = 'object')
);

create trigger drafts_customer before insert on drafts for each row execute function require_customer();

-- Files and mentions -----------------------------------------------------------------------------------------

-- A file waits without an action until its comment is sent; then it belongs to the history and stays.
create table attachments (
  organisation_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  action_id uuid,
  uploaded_by uuid not null,
  name text not null,
  media_type text not null,
  size_bytes bigint not null,
  sha256 text not null,
  created_at timestamptz not null default clock_timestamp(),
  constraint attachments_pkey primary key (organisation_id, id),
  constraint attachments_action_fkey foreign key (organisation_id, action_id) references customer_actions (organisation_id, id),
  constraint attachments_uploaded_by_fkey foreign key (organisation_id, uploaded_by) references employees (organisation_id, id),
  constraint attachments_size_not_negative check (size_bytes >= 0)
);

create index attachments_of_action on attachments (organisation_id, action_id) where action_id is not null;
create index attachments_waiting on attachments (created_at) where action_id is null;
create trigger attachments_customer before insert on attachments for each row execute function require_customer();

-- Gives waiting files to the comment that names them: all of them or an error, since the comment and its COMMIT
-- leave together and nobody but the database can refuse any more.
create function attach_files(organisation uuid, action uuid, customer uuid, person uuid, files uuid[])
returns setof attachments language plpgsql as $$
declare
  given integer;
begin
  return query update attachments a set action_id = action
    where a.organisation_id = organisation and a.id = any(files) and a.action_id is null
      and a.customer_id = customer and a.uploaded_by = person
    returning a.*;
  get diagnostics given = row_count;
  if given <> cardinality(files) then
    raise exception '% of % files wait for this comment', given, cardinality(files)
      using errcode = 'foreign_key_violation', constraint = 'attachments_waiting';
  end if;
end
$$;

create table mentions (
  organisation_id uuid not null,
  employee_id uuid not null,
  action_id uuid not null,
  customer_id uuid not null,
  created_at timestamptz not null default clock_timestamp(),
  read_at timestamptz,
  constraint mentions_pkey primary key (organisation_id, employee_id, action_id),
  constraint mentions_employee_fkey foreign key (organisation_id, employee_id) references employees (organisation_id, id),
  constraint mentions_action_fkey foreign key (organisation_id, action_id) references customer_actions (organisation_id, id)
);

create index mentions_newest on mentions (organisation_id, employee_id, created_at, action_id);
create index mentions_unread on mentions (organisation_id, employee_id, customer_id) where read_at is null;

-- Nobody would ever read it.
create function refuse_inactive() returns trigger language plpgsql as $$
begin
  if exists (select from employees e
    where e.organisation_id = new.organisation_id and e.id = new.employee_id and not e.active) then
    raise exception 'employee % is not active', new.employee_id
      using errcode = 'foreign_key_violation', constraint = tg_table_name || '_active';
  end if;
  return new;
end
$$;

create trigger mentions_active before insert on mentions for each row execute function refuse_inactive();

-- Tags and custom fields -------------------------------------------------------------------------------------

create table tags (
  organisation_id uuid not null,
  name text not null,
  created_at timestamptz not null default clock_timestamp(),
  constraint tags_pkey primary key (organisation_id, name),
  constraint tags_organisation_fkey foreign key (organisation_id) references organisations (organisation_id)
);

-- In the order of the names, so that two writers of the same new tags take turns rather than deadlock.
create function remember_tags_of_new() returns trigger language plpgsql as $$
begin
  insert into tags (organisation_id, name)
  select distinct c.organisation_id, tag from added c, unnest(c.tags) as tag order by 1, 2
  on conflict do nothing;
  return null;
end
$$;

create function remember_tags_of_changed() returns trigger language plpgsql as $$
begin
  insert into tags (organisation_id, name)
  select distinct new.organisation_id, tag from unnest(new.tags) as tag order by 1, 2
  on conflict do nothing;
  return null;
end
$$;

create trigger customers_tags_of_new after insert on customers
  referencing new table as added for each statement execute function remember_tags_of_new();
create trigger customers_tags_of_changed after update of tags on customers
  for each row when (new.tags is distinct from old.tags) execute function remember_tags_of_changed();

create table custom_fields (
  organisation_id uuid not null,
  key text not null,
  label text not null,
  type text not null,
  choices text[] not null default '{}',
  position integer not null,
  archived boolean not null default false,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  constraint custom_fields_pkey primary key (organisation_id, key),
  constraint custom_fields_organisation_fkey foreign key (organisation_id) references organisations (organisation_id),
  constraint custom_fields_type_known check (type in ('text', 'number', 'date', 'choice')),
  constraint custom_fields_choices_of_choice check ((type = 'choice') = (cardinality(choices) > 0))
);

create trigger custom_fields_stamp before insert or update on custom_fields
  for each row execute function stamp_updated();

-- Row-level security -----------------------------------------------------------------------------------------

do $$
declare
  table_name text;
begin
  foreach table_name in array array['saved_views', 'employee_settings', 'customer_visits', 'drafts', 'attachments',
    'mentions', 'tags', 'custom_fields'] loop
    execute format('alter table %I enable row level security', table_name);
    execute format('alter table %I force row level security', table_name);
    execute format(
      'create policy %I on %I to caseload_app using (organisation_id = (select caseload_meta.current_organisation()))',
      table_name || '_of_organisation', table_name);
  end loop;
end
$$;

-- Files that no comment took are swept for every organisation at once; nothing else of them can be seen so.
create policy attachments_abandoned on attachments to caseload_app
  using (action_id is null and created_at < now() - interval '1 day'
    and (select current_setting('caseload.prune_attachments', true)) = 'on');
-- What belongs to a comment is never deleted, whoever asks.
create policy attachments_waiting_only on attachments as restrictive for delete to caseload_app
  using (action_id is null);
-- Nor does it move to another one.
create policy attachments_given_once on attachments as restrictive for update to caseload_app
  using (action_id is null) with check (action_id is not null);

grant select, insert, update, delete on saved_views, drafts to caseload_app;
grant select, insert, update on employee_settings, customer_visits, custom_fields to caseload_app;
grant select, insert on mentions to caseload_app;
grant update (read_at) on mentions to caseload_app;
grant select, insert, delete on attachments to caseload_app;
grant update (action_id) on attachments to caseload_app;
grant select, insert on tags to caseload_app;

insert into tags (organisation_id, name)
select distinct organisation_id, tag from customers, unnest(customers.tags) as tag;

insert into caseload_meta.migrations (name, checksum) values ('0002_screens.sql', 'd772b01c8bef38880755f699718e4a937f2baad8409567ac5eee1760ffcc0339');

-- 0003_batches.sql

-- Many customers changed in one step: what was shown, what was done, and how it is taken back.

create table batches (
  organisation_id uuid not null,
  id uuid not null,
  kind text not null,
  state text not null default 'preview',
  mode text not null,
  created_by uuid not null,
  -- Open customers of each person concerned, without and with the batch.
  loads jsonb not null,
  operation_id text not null,
  operation_hash text not null,
  created_at timestamptz not null default clock_timestamp(),
  applied_at timestamptz,
  undone_at timestamptz,
  undone_by uuid,
  constraint batches_pkey primary key (organisation_id, id),
  constraint batches_operation_key unique (organisation_id, operation_id),
  constraint batches_created_by_fkey foreign key (organisation_id, created_by) references employees (organisation_id, id),
  constraint batches_undone_by_fkey foreign key (organisation_id, undone_by) references employees (organisation_id, id),
  constraint batches_kind_known check (kind in ('reassignment', 'change')),
  constraint batches_mode_known check (mode in ('all-or-nothing', 'best-effort')),
  constraint batches_state_known check (
    (state = 'preview' and applied_at is null and undone_at is null)
    or (state = 'applied' and applied_at is not null and undone_at is null)
    or (state = 'undone' and applied_at is not null and undone_at is not null)
  )
);

-- One row for each customer of a batch. `version` is the customer's: as planned on, then as the batch left it.
-- `skipped` was never changed, `kept` could not be changed back.
create table batch_items (
  organisation_id uuid not null,
  batch_id uuid not null,
  customer_id uuid not null,
  outcome text not null,
  reason text,
  version integer,
  changes jsonb not null,
  changed_by uuid,
  changed_at timestamptz,
  constraint batch_items_pkey primary key (organisation_id, batch_id, customer_id),
  constraint batch_items_batch_fkey foreign key (organisation_id, batch_id) references batches (organisation_id, id),
  constraint batch_items_outcome_known check (outcome in ('planned', 'changed', 'skipped', 'undone', 'kept')),
  constraint batch_items_left_has_reason check ((outcome in ('skipped', 'kept')) = (reason is not null))
);

alter table customer_actions add column batch_id uuid;
alter table customer_actions add constraint customer_actions_batch_fkey
  foreign key (organisation_id, batch_id) references batches (organisation_id, id);
create index customer_actions_of_batch on customer_actions (organisation_id, batch_id, position) where batch_id is not null;

do $$
declare
  table_name text;
begin
  foreach table_name in array array['batches', 'batch_items'] loop
    execute format('alter table %I enable row level security', table_name);
    execute format('alter table %I force row level security', table_name);
    execute format(
      'create policy %I on %I to caseload_app using (organisation_id = (select caseload_meta.current_organisation()))',
      table_name || '_of_organisation', table_name);
  end loop;
end
$$;

grant select, insert, update on batches, batch_items to caseload_app;

insert into caseload_meta.migrations (name, checksum) values ('0003_batches.sql', 'd4d8ff3821ae7bec2d93e66124b78dc646fbbf11fe52efd6c5ad0b2644d17aa0');

-- 0004_teams.sql

-- Teams, which group people and give no rights, and who is away.

create table teams (
  organisation_id uuid not null,
  id uuid not null,
  name text not null,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  constraint teams_pkey primary key (organisation_id, id),
  constraint teams_organisation_fkey foreign key (organisation_id) references organisations (organisation_id),
  constraint teams_name_key unique (organisation_id, name)
);

create trigger teams_stamp before insert or update on teams for each row execute function stamp_updated();

create table team_members (
  organisation_id uuid not null,
  team_id uuid not null,
  employee_id uuid not null,
  is_supervisor boolean not null default false,
  constraint team_members_pkey primary key (organisation_id, team_id, employee_id),
  constraint team_members_team_fkey foreign key (organisation_id, team_id) references teams (organisation_id, id) on delete cascade,
  constraint team_members_employee_fkey foreign key (organisation_id, employee_id) references employees (organisation_id, id)
);

create index team_members_employee on team_members (organisation_id, employee_id);

-- The last day of being away, in the days of whoever looks.
alter table employees add column away_until date;

do $$
declare
  table_name text;
begin
  foreach table_name in array array['teams', 'team_members'] loop
    execute format('alter table %I enable row level security', table_name);
    execute format('alter table %I force row level security', table_name);
    execute format(
      'create policy %I on %I to caseload_app using (organisation_id = (select caseload_meta.current_organisation()))',
      table_name || '_of_organisation', table_name);
  end loop;
end
$$;

grant select, insert, update, delete on teams, team_members to caseload_app;

insert into caseload_meta.migrations (name, checksum) values ('0004_teams.sql', '98739cb2a1a7e29321159948ac7cb527aad97dd2d74639cbc3fa0bbaa8143018');

-- 0005_people.sql

-- People, statuses and tags in the hands of administrators: one-time links for passwords, and the history of what
-- was done to the organisation itself.

-- People --------------------------------------------------------------------------------------------------------

alter table employees
  add column last_sign_in_at timestamptz,
  add column deactivated_at timestamptz,
  add column updated_at timestamptz not null default clock_timestamp();

-- Signing in, being away and a new password change nothing that two administrators could overwrite for each other.
create trigger employees_stamp before insert or update of name, email, role, active on employees
  for each row execute function stamp_updated();

-- The one-time links by which people set their passwords. The token is in the link alone: here is its digest.
create table password_links (
  organisation_id uuid not null,
  id uuid not null,
  employee_id uuid not null,
  purpose text not null,
  token_hash text not null,
  created_by uuid not null,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  constraint password_links_pkey primary key (organisation_id, id),
  constraint password_links_token_key unique (token_hash),
  constraint password_links_employee_fkey foreign key (organisation_id, employee_id) references employees (organisation_id, id),
  constraint password_links_created_by_fkey foreign key (organisation_id, created_by) references employees (organisation_id, id),
  constraint password_links_purpose_known check (purpose in ('invite', 'reset')),
  constraint password_links_ended_once check (used_at is null or revoked_at is null)
);

-- One link of a person is good at a time.
create unique index password_links_good on password_links (organisation_id, employee_id)
  where used_at is null and revoked_at is null;

-- Whoever changes it: with another password, another address or without the right to act no link is good any more.
create function revoke_password_links() returns trigger language plpgsql as $$
begin
  update password_links l set revoked_at = clock_timestamp()
    where l.organisation_id = new.organisation_id and l.employee_id = new.id
      and l.used_at is null and l.revoked_at is null;
  return null;
end
$$;

create trigger employees_revoke_links after update of password_hash, email, active on employees
  for each row when (
    new.password_hash is distinct from old.password_hash or new.email is distinct from old.email
    or (old.active and not new.active)
  ) execute function revoke_password_links();

-- Nobody who has left is given work by somebody who did not know yet. Deactivating takes this lock alone and then
-- hands over; giving work takes it shared. Whoever waited for a deactivation, or began when it may not have been
-- committed yet (its transaction ends within a minute), is told to run again and to look again.
create function mind_deactivation() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('caseload.assignee ' || new.assigned_to::text, 0));
  if exists (select from employees e where e.organisation_id = new.organisation_id and e.id = new.assigned_to
    and not e.active and e.deactivated_at > transaction_timestamp() - interval '1 minute') then
    raise exception 'employee % was deactivated just now', new.assigned_to using errcode = 'serialization_failure';
  end if;
  return new;
end
$$;

create trigger customers_mind_deactivation_of_new before insert on customers
  for each row when (new.assigned_to is not null) execute function mind_deactivation();
create trigger customers_mind_deactivation before update of assigned_to on customers
  for each row when (new.assigned_to is distinct from old.assigned_to and new.assigned_to is not null)
  execute function mind_deactivation();

-- Statuses ------------------------------------------------------------------------------------------------------

alter table statuses
  add column archived boolean not null default false,
  add column updated_at timestamptz not null default clock_timestamp();

create trigger statuses_stamp before insert or update of label, category, archived on statuses
  for each row execute function stamp_updated();

-- What was done to the organisation itself ------------------------------------------------------------------------

create table organisation_actions (
  organisation_id uuid not null,
  id uuid not null,
  position bigint not null generated always as identity,
  type text not null,
  actor_id uuid not null,
  subject_kind text not null,
  subject_id text not null,
  -- As it was called then: names change.
  subject_name text not null,
  changes jsonb not null default '[]',
  batch_id uuid,
  via text not null,
  request_id text,
  operation_id text not null,
  operation_hash text,
  created_at timestamptz not null default clock_timestamp(),
  constraint organisation_actions_pkey primary key (organisation_id, id),
  constraint organisation_actions_operation_key unique (organisation_id, operation_id),
  constraint organisation_actions_actor_fkey foreign key (organisation_id, actor_id) references employees (organisation_id, id),
  constraint organisation_actions_batch_fkey foreign key (organisation_id, batch_id) references batches (organisation_id, id),
  constraint organisation_actions_type_known check (
    type in ('person_invite', 'person_update', 'person_deactivate', 'person_reactivate', 'password_link', 'password_set',
      'status_create', 'status_update', 'tag_merge', 'tag_remove')
  ),
  constraint organisation_actions_subject_known check (subject_kind in ('person', 'status', 'tag')),
  constraint organisation_actions_via_known check (via in ('browser', 'api', 'import', 'bulk', 'seed'))
);

create index organisation_actions_newest on organisation_actions (organisation_id, position);

-- The time is the database's, as with the actions of customers.
create function stamp_organisation_action() returns trigger language plpgsql as $$
begin
  new.created_at := clock_timestamp();
  return new;
end
$$;

create trigger organisation_actions_stamp before insert on organisation_actions
  for each row execute function stamp_organisation_action();
create trigger organisation_actions_kept before update or delete or truncate on organisation_actions
  for each statement execute function refuse_change();

-- Row-level security ----------------------------------------------------------------------------------------------

do $$
declare
  table_name text;
begin
  foreach table_name in array array['password_links', 'organisation_actions'] loop
    execute format('alter table %I enable row level security', table_name);
    execute format('alter table %I force row level security', table_name);
    execute format(
      'create policy %I on %I to caseload_app using (organisation_id = (select caseload_meta.current_organisation()))',
      table_name || '_of_organisation', table_name);
  end loop;
end
$$;

-- Who opens a link is nobody yet: its digest alone tells which row it is.
create policy password_links_of_token on password_links for select to caseload_app
  using (token_hash = (select nullif(current_setting('caseload.password_link', true), '')));

grant select, insert on password_links, organisation_actions to caseload_app;
grant update (used_at, revoked_at) on password_links to caseload_app;
grant delete on tags to caseload_app;

insert into caseload_meta.migrations (name, checksum) values ('0005_people.sql', 'a5d79241c9516231d09a25ba35490e89be08e7a5187c88a5a3100e849d72b24e');

-- 0006_imports.sql

-- Files that customers are imported from: what was found in them, what became of them, and how it is taken back.

create table imports (
  organisation_id uuid not null,
  id uuid not null,
  file_name text not null,
  size_bytes bigint not null,
  sha256 text not null,
  encoding text not null,
  delimiter text not null,
  header jsonb not null,
  -- Digest of the header: what was set for one file is offered for the next of its kind.
  header_hash text not null,
  sample jsonb not null,
  row_estimate integer not null,
  -- Cleared away some time after the last use.
  has_file boolean not null default true,
  rules jsonb,
  state text not null default 'uploaded',
  check_report jsonb,
  result jsonb,
  undo_result jsonb,
  -- The file of the rows left out by the last check or run.
  errors_id uuid,
  -- Work under way. Whoever does it says every second that it still is, under a number nobody else has.
  work text,
  work_id uuid,
  phase text,
  done integer,
  total integer,
  rows_per_second integer,
  started_by uuid,
  started_at timestamptz,
  alive_at timestamptz,
  cancelling boolean not null default false,
  stopped jsonb,
  created_by uuid not null,
  created_at timestamptz not null default clock_timestamp(),
  ran_by uuid,
  ran_at timestamptz,
  undone_by uuid,
  undone_at timestamptz,
  constraint imports_pkey primary key (organisation_id, id),
  constraint imports_created_by_fkey foreign key (organisation_id, created_by) references employees (organisation_id, id),
  constraint imports_started_by_fkey foreign key (organisation_id, started_by) references employees (organisation_id, id),
  constraint imports_ran_by_fkey foreign key (organisation_id, ran_by) references employees (organisation_id, id),
  constraint imports_undone_by_fkey foreign key (organisation_id, undone_by) references employees (organisation_id, id),
  constraint imports_encoding_known check (encoding in ('utf-8', 'utf-16le', 'utf-16be', 'windows-1252')),
  -- Tab, comma, semicolon, bar.
  constraint imports_delimiter_known check (length(delimiter) = 1 and ascii(delimiter) in (9, 44, 59, 124)),
  constraint imports_state_known check (
    (state in ('uploaded', 'checked') and result is null and ran_at is null)
    or (state = 'done' and result is not null and ran_at is not null and undone_at is null)
    or (state = 'undone' and result is not null and undo_result is not null and undone_at is not null)
  ),
  constraint imports_work_known check (
    (work is null and work_id is null)
    or (work in ('check', 'run', 'undo') and work_id is not null and phase in ('waiting', 'reading', 'saving')
      and done is not null and total is not null and rows_per_second is not null
      and started_by is not null and started_at is not null and alive_at is not null)
  )
);

-- One at a time, whichever process does it.
create unique index imports_at_work on imports (organisation_id) where work is not null;
create index imports_of_header on imports (organisation_id, header_hash, id) where rules is not null;
create index imports_with_file on imports (created_at) where has_file or errors_id is not null;

alter table customer_actions add column import_id uuid;
alter table customer_actions add constraint customer_actions_import_fkey
  foreign key (organisation_id, import_id) references imports (organisation_id, id);
create index customer_actions_of_import on customer_actions (organisation_id, import_id, position) where import_id is not null;

alter table imports enable row level security;
alter table imports force row level security;
create policy imports_of_organisation on imports to caseload_app
  using (organisation_id = (select caseload_meta.current_organisation()));
-- Old files are looked for in every organisation at once; nothing else of imports can be seen so.
create policy imports_with_old_file on imports for select to caseload_app
  using ((has_file or errors_id is not null) and created_at < now() - interval '7 days'
    and (select current_setting('caseload.prune_attachments', true)) = 'on');
-- What was done is never forgotten, whoever asks.
create policy imports_never_run_only on imports as restrictive for delete to caseload_app
  using (state in ('uploaded', 'checked'));

grant select, insert, update, delete on imports to caseload_app;

insert into caseload_meta.migrations (name, checksum) values ('0006_imports.sql', '0b06e755060c99e87bebe30fc0f170d3217e5b642befb75f109859531a7aa6ee');

-- 0007_reports.sql

-- Reports: what they read, what they keep, and how many conflicts were avoided.

-- Moves from one status to another by time, which are few among all actions: what was resolved in a period, and how
-- long customers were in a status. New customers, of which an import brings many, are none.
create index customer_actions_status_moves on customer_actions (organisation_id, created_at, position)
  where customer_version > 1 and changes @> '[{"field": "status"}]';

-- Saves that were based on an outdated state, and what became of them. By quarters of an hour, at which the days of
-- every time zone begin, so that they can be counted by the days of whoever looks.
create table conflict_counts (
  organisation_id uuid not null,
  quarter timestamptz not null,
  asked integer not null default 0,
  merged integer not null default 0,
  constraint conflict_counts_pkey primary key (organisation_id, quarter),
  constraint conflict_counts_organisation_fkey foreign key (organisation_id) references organisations (organisation_id),
  constraint conflict_counts_not_negative check (asked >= 0 and merged >= 0),
  constraint conflict_counts_quarter check (extract(epoch from quarter) % 900 = 0)
);

-- The last good report of each question, to be shown while a newer one is computed or cannot be.
create table report_snapshots (
  organisation_id uuid not null,
  key text not null,
  report jsonb not null,
  computed_at timestamptz not null default clock_timestamp(),
  constraint report_snapshots_pkey primary key (organisation_id, key),
  constraint report_snapshots_organisation_fkey foreign key (organisation_id) references organisations (organisation_id)
);

create index report_snapshots_age on report_snapshots (organisation_id, computed_at);

do $$
declare
  table_name text;
begin
  foreach table_name in array array['conflict_counts', 'report_snapshots'] loop
    execute format('alter table %I enable row level security', table_name);
    execute format('alter table %I force row level security', table_name);
    execute format(
      'create policy %I on %I to caseload_app using (organisation_id = (select caseload_meta.current_organisation()))',
      table_name || '_of_organisation', table_name);
  end loop;
end
$$;

grant select, insert, update on conflict_counts to caseload_app;
grant select, insert, update, delete on report_snapshots to caseload_app;

insert into caseload_meta.migrations (name, checksum) values ('0007_reports.sql', 'f56dde46d363ca1cae2d1e139bb3f50f91fa2f76f221d404977e5aa052ae5a78');

-- 0008_batch_previews.sql

-- Previews of batches that nobody applied are cleared away after a day, of every organisation at once. What was
-- done is kept for ever, because it can be undone for ever.

create index batches_previews on batches (created_at) where state = 'preview';

create policy batches_abandoned on batches to caseload_app
  using (state = 'preview' and created_at < now() - interval '1 day'
    and (select current_setting('caseload.prune_previews', true)) = 'on');
-- Only those batches can be seen then.
create policy batch_items_abandoned on batch_items to caseload_app
  using ((select current_setting('caseload.prune_previews', true)) = 'on'
    and exists (select from batches b where b.organisation_id = batch_items.organisation_id and b.id = batch_items.batch_id));

-- Whoever asks: nothing of a batch that was applied is ever deleted.
create policy batches_previews_only on batches as restrictive for delete to caseload_app
  using (state = 'preview');
create policy batch_items_previews_only on batch_items as restrictive for delete to caseload_app
  using (exists (select from batches b where b.organisation_id = batch_items.organisation_id
    and b.id = batch_items.batch_id and b.state = 'preview'));

grant delete on batches, batch_items to caseload_app;

insert into caseload_meta.migrations (name, checksum) values ('0008_batch_previews.sql', 'c123d8da6a43cff16ccaa9b236f525df2516c8ac5799159de218a6fe9a492998');

-- 0009_history.sql

-- The organisation's own history tells of teams, custom fields and absences too, and the history of customers is
-- found by whom a customer came from and went to.

alter table organisation_actions
  drop constraint organisation_actions_type_known,
  drop constraint organisation_actions_subject_known,
  add constraint organisation_actions_type_known check (
    type in ('person_invite', 'person_update', 'person_deactivate', 'person_reactivate', 'person_away', 'password_link',
      'password_set', 'team_create', 'team_update', 'team_delete', 'status_create', 'status_update',
      'custom_field_create', 'custom_field_update', 'tag_merge', 'tag_remove')
  ),
  add constraint organisation_actions_subject_known check (
    subject_kind in ('person', 'team', 'status', 'custom_field', 'tag')
  );

-- Customers that came to or went from somebody, by time; a new one comes to nobody when nothing else is said.
create index customer_actions_moves on customer_actions (organisation_id, created_at, position)
  where changes @> '[{"field": "assignedTo"}]' or (customer_version = 1 and changes <> '[]');

insert into caseload_meta.migrations (name, checksum) values ('0009_history.sql', '8c0cb8cad9a50c07370326f7023b2bca68462dace8f46949adf16bb399b387c6');

-- 0010_customer_search.sql

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

insert into caseload_meta.migrations (name, checksum) values ('0010_customer_search.sql', '63a56b3d9ff85108190d5a26ae70df6c29fa613324cbc185fc2f3a366638891a');

-- 0011_search_addresses.sql

-- An address ends as the addresses of thousands do, and the index looks up each of those endings as well: ten times as
-- long as for what stands before the @. With three characters or more before it, that part alone is looked up, and
-- the rows it leads to are held against the whole.

create or replace function search_customers(pattern text) returns setof uuid
  language sql stable security definer parallel safe rows 200
  set search_path = public, pg_temp
  as $$
    select customer_id from customer_search
    where organisation_id = (select caseload_meta.current_organisation())
      and search like case when position('@' in pattern) > 4 then split_part(pattern, '@', 1) || '%' else pattern end
      -- Not the column itself, so that the index is not asked for this one.
      and (search || '') like pattern
  $$;

insert into caseload_meta.migrations (name, checksum) values ('0011_search_addresses.sql', '25c5efcba000d4853ed31c9f17690df5992f7144e71b64aca632cfe73f5e3256');

-- 0012_own_password.sql

-- The organisation's history tells that somebody changed their own password, as it tells of passwords set by a link.

alter table organisation_actions
  drop constraint organisation_actions_type_known,
  add constraint organisation_actions_type_known check (
    type in ('person_invite', 'person_update', 'person_deactivate', 'person_reactivate', 'person_away', 'password_link',
      'password_set', 'password_change', 'team_create', 'team_update', 'team_delete', 'status_create', 'status_update',
      'custom_field_create', 'custom_field_update', 'tag_merge', 'tag_remove')
  );

insert into caseload_meta.migrations (name, checksum) values ('0012_own_password.sql', 'b2b586b5ebb1edc3521cf2c8567c262b0fddd5bfafa2461264367b89cf38e370');

-- 0013_imported_people.sql

-- The organisation's history tells of the people whom an import made, as it tells of those who were invited.

alter table organisation_actions
  drop constraint organisation_actions_type_known,
  add constraint organisation_actions_type_known check (
    type in ('person_invite', 'person_import', 'person_update', 'person_deactivate', 'person_reactivate', 'person_away',
      'password_link', 'password_set', 'password_change', 'team_create', 'team_update', 'team_delete', 'status_create',
      'status_update', 'custom_field_create', 'custom_field_update', 'tag_merge', 'tag_remove')
  );

insert into caseload_meta.migrations (name, checksum) values ('0013_imported_people.sql', 'e784abd949f8a560d262e532e9217da28bab5c6c013c88169a9441a04b34b3a6');

-- 0014_shared_views.sql

-- The organisation's history tells of the views that everybody sees, as it tells of statuses and tags.

alter table organisation_actions
  drop constraint organisation_actions_type_known,
  drop constraint organisation_actions_subject_known,
  add constraint organisation_actions_type_known check (
    type in ('person_invite', 'person_import', 'person_update', 'person_deactivate', 'person_reactivate', 'person_away',
      'password_link', 'password_set', 'password_change', 'team_create', 'team_update', 'team_delete', 'status_create',
      'status_update', 'custom_field_create', 'custom_field_update', 'tag_merge', 'tag_remove', 'view_share',
      'view_update', 'view_withdraw')
  ),
  add constraint organisation_actions_subject_known check (
    subject_kind in ('person', 'team', 'status', 'custom_field', 'tag', 'view')
  );

insert into caseload_meta.migrations (name, checksum) values ('0014_shared_views.sql', '0a0f847816775ac8d861999483ffc06b0df820fdc30b98988eb1f4360a7877c9');

-- 0015_feed.sql

-- The live feed is read in the order of commits: by transaction, of which the oldest still under way says how far, then
-- by place. A feed that was broken off is taken up at a place alone, by customer_actions_feed.
create index customer_actions_commits on customer_actions (organisation_id, transaction_id, position);

insert into caseload_meta.migrations (name, checksum) values ('0015_feed.sql', 'df14d0a9756ad46233a2a3370b6627afa0b34dcfbe0512b006be4066947eb2c6');

commit;
