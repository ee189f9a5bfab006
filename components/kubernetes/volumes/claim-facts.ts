/** What a cluster tells of a PersistentVolumeClaim. */
export interface ClaimFacts {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly created: Date | undefined;
  readonly accessModes: readonly string[];
  readonly storageClass: string | undefined;
  /** How much it asks for, in bytes; undefined where that is in no form that Muelle reads. */
  readonly size: number | undefined;
}
