export { MuelleProvider } from "./muelle-provider.ts";
export { PACKAGE_VERSION, packageVersion, packageVersionFault } from "./package-version.ts";
