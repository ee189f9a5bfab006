import { TestStack as AnyStack } from "../../support/stack.ts";

/** A small program on the docker stand-in. */
export type TestStack = AnyStack;

export const TestStack = {
  create: (): Promise<TestStack> => AnyStack.create("docker"),
};
