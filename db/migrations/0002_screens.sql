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
