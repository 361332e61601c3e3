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
