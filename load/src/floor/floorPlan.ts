/** What the floor is to serve, worked out by whoever knows the product's own statements. */
export type FloorPlan = {
  readonly databaseUrl: string;
  readonly organisationId: string;
  /** Who comments and changes. */
  readonly actorId: string;
  /** The product's page of full rows, its JSON built by PostgreSQL as the column `json`. */
  readonly page: { readonly name: string; readonly text: string };
  /** The values of `page` for each person's work, by the person's id. */
  readonly pageValues: Readonly<Record<string, unknown[]>>;
};
