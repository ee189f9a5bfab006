export { MuelleError, type Fault } from "../../base/errors.ts";
