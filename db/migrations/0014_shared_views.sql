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
