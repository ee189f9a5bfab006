import { InvalidArgumentError } from "commander";

/** Reads an option's value that is a whole number from 0 on. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError("Expected a whole number.");
  return value;
}
