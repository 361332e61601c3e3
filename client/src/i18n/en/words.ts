/** The product's own words: one per thing, used by every screen. */
export const words = {
  role: { employee: 'Employee', supervisor: 'Supervisor', admin: 'Administrator' },
  priority: { urgent: 'Urgent', high: 'High', normal: 'Normal', low: 'Low' },
  close: 'Close',
  opening: 'Opening …',
  archived: 'Archived',
  field: {
    name: 'Name',
    email: 'E-mail',
    phone: 'Phone',
    status: 'Status',
    priority: 'Priority',
    assignedTo: 'Assignee',
    archived: 'Archived',
    dueAt: 'Due',
    followUpAt: 'Follow up',
    notes: 'Notes',
    externalId: 'External id',
    tags: 'Tags',
    updatedAt: 'Updated',
    createdAt: 'Created',
  },
} as const;
