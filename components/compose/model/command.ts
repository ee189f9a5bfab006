import { shellWords } from "../forms/shell-words.ts";
import { isNull } from "../tree/node.ts";
import { type Codec } from "./codec.ts";
import { orShort, texts } from "./collections.ts";

const words = orShort(texts, shellWords);

/** The words of a command. None is the image's own; an empty list is no command at all, not even the image's. */
export const command: Codec<readonly string[]> = {
  read: (node, reading) => (isNull(node) ? undefined : words.read(node, reading)),
  write: (value) => value,
  absent: null,
};

/** How health is tested: the first word is CMD, CMD-SHELL or NONE; a string runs in a shell. */
export const healthTest: Codec<readonly string[]> = orShort(texts, (line) => ({
  ok: true,
  value: ["CMD-SHELL", line],
}));
