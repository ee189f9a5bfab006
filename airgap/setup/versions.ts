/** The oldest Pulumi on the PATH that is used: the first whose Node.js host takes TypeScript 6. */
export const MINIMUM_PULUMI = "3.229.0";

/** The official Pulumi that is installed when there is none: the version of @pulumi/pulumi in package.json. */
export const OFFICIAL_PULUMI = "3.270.0";

/** The oldest Go that compiles every module. */
export const MINIMUM_GO = "1.26.8";

/** The Pulumi that is built from its Go module, where the official one cannot be downloaded. */
export const BUILT_PULUMI = "3.250.0";
