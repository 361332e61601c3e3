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
